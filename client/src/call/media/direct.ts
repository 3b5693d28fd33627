import type { DirectNotice } from '@farwindow/shared/call/directprotocol.ts'
import { kindOf, mediaSource } from '@farwindow/shared/call/media.ts'
import type { Lacking, MediaSource } from '@farwindow/shared/call/media.ts'
import { openDirectEnd } from './directend.ts'
import { openDirectJoints } from './directjoints.ts'
import type { Joint } from './directjoints.ts'
import type { Connection } from './peer.ts'
import type { MediaSignal } from './signal.ts'
import type { MediaView, Remote } from './view.ts'

/** What this page has to send, and how it stands with it. */
export interface Own {
  readonly tracks: ReadonlyMap<MediaSource, MediaStreamTrack>
  readonly held: ReadonlySet<MediaSource>
  readonly lacking: Lacking
}

/** How the direct connection of a call stands. */
export interface DirectView {
  readonly callId: string
  readonly phase: 'ringing' | 'live' | 'replaced' | 'closed'
  readonly connection: Connection
  readonly remotes: readonly Remote[]
  readonly lacking: MediaView['lacking']
  /** Both sides see each other over a media host by now. */
  readonly isUnused: boolean
}

export interface DirectWay {
  readonly callId: string
  view(): DirectView
  notice(notice: DirectNotice): void
  /** The call was answered: what there is is sent. */
  answered(): void
  /** What this page has to send changed. */
  changed(): void
  /** Whether this page sees the other side over a media host by now; the other side is told. */
  setLeft(left: boolean): void
  /** The way to the desk is back: names this end again. A connection that goes on is not touched. */
  wake(): void
  /** A new connection at once, for example to take over from another tab. */
  renew(): void
  stats(): Promise<RTCStatsReport | undefined>
  close(): void
}

/**
 * Connects this page with the other page of a call, and keeps both connected: when nothing comes any more, a new
 * connection is made beside the old one, which goes when the new one is up. `own` says what there is to send.
 */
export function openDirectWay(
  signal: MediaSignal,
  { callId, live: isLive }: { readonly callId: string; readonly live: boolean },
  own: () => Own,
  onChange: () => void,
): DirectWay {
  let live = isLive
  let left = false

  /**
   * Sends what there is, and says how things stand. Nothing is sent before the answer, nor to somebody who sees us
   * over a media host already: two encoders are much for a kiosk.
   */
  const adjust = (): void => {
    const { tracks, held, lacking } = own()
    for (const { peer, said } of joints.all()) {
      const isWanted = live && !said.left
      for (const source of mediaSource.options)
        peer.put(source, isWanted ? (tracks.get(source) ?? null) : null, !held.has(source))
      peer.tell({ held: [...held], lacking, left })
    }
  }

  const joints = openDirectJoints({
    signal,
    callId,
    ownId: () => end.id(),
    onAnother: adjust,
    onUp: () => end.succeeded(),
    onDead: () => end.renewLater(),
    onChange,
  })
  const end = openDirectEnd({
    signal,
    callId,
    onPaired: (pair) => void joints.begin(pair),
    isDead: () => (joints.present()?.connection ?? 'failed') === 'failed',
    onStopped: () => {
      joints.close()
      onChange()
    },
  })

  const view = (): DirectView => {
    const shown = joints.shown()
    const present = joints.present()
    const phase = end.phase()
    return {
      callId,
      phase: phase === 'open' ? (live ? 'live' : 'ringing') : phase,
      connection: present?.connection ?? 'new',
      remotes: shown === undefined ? [] : remotesOf(callId, shown),
      lacking: shown === undefined ? {} : { [shown.party]: shown.said.lacking },
      isUnused: left && present?.said.left === true,
    }
  }

  end.join()
  return {
    callId,
    view,
    notice: (notice) => {
      if (end.phase() === 'closed') return
      if (notice.name === 'direct.signalled') joints.hear(notice.data)
      if (notice.name === 'direct.paired') end.paired(notice.data)
    },
    answered: () => {
      live = true
      adjust()
      onChange()
    },
    changed: adjust,
    setLeft: (now) => {
      left = now
      adjust()
    },
    wake: end.join,
    renew: end.renew,
    stats: async () => joints.shown()?.peer.stats(),
    close: end.close,
  }
}

/** What the other side sends over this connection. */
const remotesOf = (callId: string, { peer, other, party, said }: Readonly<Joint>): Remote[] =>
  mediaSource.options.flatMap((source) => {
    const streamId = said.sources[source]
    const track = streamId === undefined ? undefined : peer.trackOf(streamId, kindOf[source])
    if (track === undefined) return []
    return [
      {
        consumerId: `direct ${track.id}`,
        from: other,
        by: party,
        source,
        track,
        callId,
        muted: said.held.includes(source),
        // The direct way has no steps of its own yet: the browser lowers the picture by itself.
        thin: false,
      },
    ]
  })
