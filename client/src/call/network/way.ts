import { probeStreams, type ProbeCounts } from '@farwindow/shared/call/probe.ts'
import type { MediaSignal } from '../media/signal.ts'
import type { Way } from './findings.ts'
import { answerOf, fingerprintsIn } from './sdp.ts'

/** A way that is open: data goes to the media host over it, and comes back. */
export interface OpenWay {
  readonly way: Way
  /** Comes back one to one. */
  readonly echoed: RTCDataChannel
  /** Is counted at the host. */
  readonly counted: RTCDataChannel
  /** Comes back over each of `copies`. */
  readonly copied: RTCDataChannel
  readonly copies: readonly RTCDataChannel[]
  /** Ends it; what has arrived at the host, if it still says so. */
  end(): Promise<ProbeCounts | null>
}

/** A firewall says nothing: what is not open by then counts as closed. TLS to a TURN server takes four round trips. */
const openWithinMs = 3_500

export interface WayPlan {
  readonly signal: MediaSignal
  readonly peerId: string
  readonly way: Way
  readonly aborted: AbortSignal
}

/** What a TURN server says to a wrong name or password (RFC 8656 with RFC 8489: 401, 441), or to whom it serves not (403). */
const refusals = [401, 403, 441]

/**
 * Tries one way by itself. `none`: there is no such server. `refused`: there is, and it turns us away. Rejects when the
 * desk cannot be asked.
 */
export const openWay = async (plan: WayPlan): Promise<OpenWay | 'closed' | 'refused' | 'none'> => {
  const { signal, peerId, way, aborted } = plan
  const connection = new RTCPeerConnection()
  const close = (): void => connection.close()
  aborted.addEventListener('abort', close, { once: true })
  try {
    // Any channel makes the offer carry data; its number is agreed on by both ends knowing it.
    const channels = new Map<number, RTCDataChannel>()
    const channel = (id: number): RTCDataChannel => {
      const known = channels.get(id)
      const made =
        known ?? connection.createDataChannel('', { negotiated: true, id, ordered: false, maxRetransmits: 0 })
      channels.set(id, made)
      made.binaryType = 'arraybuffer'
      return made
    }
    const [echoed, counted, copied] = [
      channel(probeStreams.echoed),
      channel(probeStreams.counted),
      channel(probeStreams.copied),
    ]
    const offer = await connection.createOffer()
    const dtlsParameters = { role: 'client' as const, fingerprints: fingerprintsIn(offer.sdp ?? '') }
    const asked = await signal.ask('media.probe', { peerId, dtlsParameters }, { patienceMs: 0 })
    if (!asked.ok) throw new Error(asked.refusal.code)
    const { probeId, transport, iceServers, copies } = asked.value
    const end = async (): Promise<ProbeCounts | null> => {
      const told = await signal.ask('media.probed', { peerId, probeId }, { patienceMs: 0 })
      connection.close()
      return told.ok ? told.value : null
    }
    if (way === 'turn' && iceServers.length === 0) {
      void end()
      return 'none'
    }
    if (way === 'turn') connection.setConfiguration({ iceServers, iceTransportPolicy: 'relay' })
    let isRefused = false
    connection.addEventListener('icecandidateerror', ({ errorCode }) => {
      isRefused ||= refusals.includes(errorCode)
    })
    const coming = copies.map(channel)
    await connection.setLocalDescription(offer)
    await connection.setRemoteDescription({
      type: 'answer',
      sdp: answerOf(transport, way === 'turn' ? null : way),
    })
    if (await opens(echoed, aborted)) return { way, echoed, counted, copied, copies: coming, end }
    void end()
    return isRefused ? 'refused' : 'closed'
  } catch (error) {
    connection.close()
    throw error
  }
}

const opens = (channel: RTCDataChannel, aborted: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer)
      resolve(channel.readyState === 'open')
    }
    const timer = setTimeout(settle, openWithinMs)
    channel.addEventListener('open', settle, { once: true })
    aborted.addEventListener('abort', settle, { once: true })
  })
