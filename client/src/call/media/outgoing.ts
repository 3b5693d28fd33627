import type { Lacking, MediaSource } from '@farwindow/shared/call/media.ts'
import type { Peer } from './peer.ts'
import type { MediaSignal } from './signal.ts'
import { keepTold } from './standing.ts'
import type { Standing } from './standing.ts'
import type { MediaView } from './view.ts'

/** What this page sends, and what it cannot send, over whichever peer it has. */
export interface Outgoing {
  /** There is another peer: all there is goes over it from now on. */
  begin(): void
  /** Sends this track as the source from now on, or stops sending the source. */
  setTrack(source: MediaSource, track: MediaStreamTrack | null): void
  setLacking(lacking: Lacking): void
  /** A call began or ended: what flows follows it. */
  adjust(): void
  /** A source is held or thin from now on, or no more. */
  restate(source: MediaSource): void
  /** Says all again that a desk that is new, or was out of reach, may not have heard. */
  retell(): void
}

/** `view` says whether there is a call, and what is held or thin in it. */
export function openOutgoing(
  signal: MediaSignal,
  present: () => Peer | undefined,
  view: () => Pick<MediaView, 'phase' | 'held' | 'thin'>,
  tracks: ReadonlyMap<MediaSource, MediaStreamTrack>,
  lacks: Lacking,
): Outgoing {
  const sources = new Map(tracks)
  let lacking = lacks

  const standing = (source: MediaSource): Standing => {
    if (view().held.has(source)) return 'held'
    return source === 'camera' && view().thin ? 'thin' : 'flowing'
  }
  const tellStanding = keepTold(signal, () => present()?.id, standing)
  const isSending = (source: MediaSource): boolean =>
    (view().phase === 'ringing' || view().phase === 'live') && standing(source) === 'flowing'

  const attach = async (source: MediaSource, track: MediaStreamTrack): Promise<void> => {
    const to = present()
    if (to === undefined) return
    try {
      await to.send(source, track, isSending(source))
    } catch {
      // Closed under our hands; the next peer gets it again.
      return
    }
    if (to !== present()) return
    if (sources.get(source) !== track) return void (sources.has(source) || to.drop(source))
    to.setFlowing(source, isSending(source))
    if (standing(source) !== 'flowing') void tellStanding(source)
  }

  const tellLacking = (): void => {
    const peer = present()
    if (peer !== undefined) void signal.ask('media.lack', { peerId: peer.id, lacking })
  }
  const isLacking = (): boolean => Object.keys(lacking).length > 0

  return {
    begin: () => {
      for (const [source, track] of sources) void attach(source, track)
      if (isLacking()) tellLacking()
    },
    setTrack: (source, track) => {
      if (track === null) {
        sources.delete(source)
        present()?.drop(source)
      } else {
        sources.set(source, track)
        void attach(source, track)
      }
    },
    setLacking: (now) => {
      lacking = now
      tellLacking()
    },
    adjust: () => {
      for (const source of sources.keys()) present()?.setFlowing(source, isSending(source))
    },
    restate: (source) => {
      present()?.setFlowing(source, isSending(source))
      // Of what is not sent there is nothing to tell.
      if (sources.has(source)) void tellStanding(source)
    },
    retell: () => {
      if (isLacking()) tellLacking()
      // A desk that is new does not know why a stream is held, and what was said into the break may be lost.
      for (const source of sources.keys()) void tellStanding(source)
    },
  }
}
