/*
 * A page of two that talk to each other with nothing between them: what browser and codec alone cost. Offer and answer
 * are carried by whoever opened the pages.
 */

export interface Direct {
  offer(): Promise<string>
  /** Answers an offer. */
  answer(offer: string): Promise<string>
  take(answer: string): Promise<void>
}

declare global {
  interface Window {
    readonly direct: Promise<Direct>
  }
}

Object.assign(globalThis, { direct: open() })

async function open(): Promise<Direct> {
  const local = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
  const connection = new RTCPeerConnection()
  for (const track of local.getTracks()) connection.addTrack(track, local)
  const far = new MediaStream()
  const video = document.querySelector('video')
  if (video !== null) video.srcObject = far
  connection.addEventListener('track', ({ track }) => far.addTrack(track))
  /** With all addresses in it. */
  const whole = async (): Promise<string> => {
    await connection.setLocalDescription()
    if (connection.iceGatheringState !== 'complete')
      await new Promise<void>((resolve) =>
        connection.addEventListener('icegatheringstatechange', () => {
          if (connection.iceGatheringState === 'complete') resolve()
        }),
      )
    return connection.localDescription?.sdp ?? ''
  }
  return {
    offer: whole,
    answer: async (sdp) => {
      await connection.setRemoteDescription({ type: 'offer', sdp })
      return whole()
    },
    take: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
  }
}
