import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost } from '../host.ts'
import type { Emit } from '../hostevents.ts'
import { readRtp, unwrapper } from '../recording/rtp.ts'
import { openTap } from '../recording/tap.ts'
import type { Tap } from '../recording/tap.ts'
import type { Peer, Producing } from '../sfu/peer.ts'
import type { Recogniser } from './recogniser.ts'

/** The voices of one media host that are being transcribed. */
export interface Ears {
  transcribe(peer: Peer, on: boolean): ReturnType<MediaHost['transcribe']>
  /** A peer began to send: a microphone that comes later is heard too. */
  produced(peer: Peer, producing: Producing): void
  close(): void
}

/** Without a recogniser nothing is transcribed, and asking is refused `wrongState`. */
export const openEars = (recogniser: Recogniser | undefined, emit: Emit): Ears => {
  const listening = new Map<string, Map<string, () => void>>()

  const listen = async (peer: Peer, producing: Producing): Promise<void> => {
    const ears = listening.get(peer.id)
    const { id } = producing.producer
    if (recogniser === undefined || ears === undefined || producing.source !== 'microphone' || ears.has(id))
      return
    let over = false
    let tap: Tap | null = null
    let newest = -1
    const order = unwrapper(16)
    const recognition = recogniser({
      channels: 2,
      heard: (heard) => emit({ type: 'heardWords', peerId: peer.id, ...heard }),
      listens: (on) => emit({ type: 'transcribing', peerId: peer.id, on }),
    })
    const end = (): void => {
      if (over) return
      over = true
      ears.delete(id)
      recognition.close()
      tap?.close()
    }
    ears.set(id, end)
    const packet = (bytes: Buffer): void => {
      const read = readRtp(bytes)
      if (read === null || read.payload.length === 0) return
      const number = order(read.sequence)
      // Late or twice: a recogniser goes on with what is there.
      if (number <= newest) return
      newest = number
      recognition.frame(read.timestamp, read.payload)
    }
    tap = await openTap(peer, producing, { packet, held: () => undefined, gone: end })
    if (tap === null) return end()
    if (over) return tap.close()
    await tap.flow()
  }
  const deafen = (peerId: string): void => {
    const ears = listening.get(peerId)
    listening.delete(peerId)
    for (const end of ears?.values() ?? []) end()
  }

  return {
    transcribe: async (peer, on) => {
      if (!on) {
        deafen(peer.id)
        return ok(null)
      }
      if (recogniser === undefined) return refuse('wrongState', 'noRecogniser')
      if (!listening.has(peer.id)) listening.set(peer.id, new Map())
      // The call does not wait for a recogniser.
      for (const producing of peer.producers.values()) void listen(peer, producing)
      return ok(null)
    },
    produced: (peer, producing) => void listen(peer, producing),
    close: () => {
      for (const peerId of listening.keys()) deafen(peerId)
    },
  }
}
