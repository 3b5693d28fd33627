import type { DirectNotice, DirectSignal } from '@farwindow/shared/call/directprotocol.ts'
import { kindOf, mediaSource } from '@farwindow/shared/call/media.ts'
import type { Lacking, MediaSource } from '@farwindow/shared/call/media.ts'
import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { DirectPeer, DirectPeerOptions } from './directpeer.ts'
import { sayNothing } from './directsaid.ts'
import type { DirectSaid } from './directsaid.ts'
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
  /** The other side sees us over a media host by now. */
  readonly hasLeft: boolean
}

export interface DirectWay {
  readonly callId: string
  view(): DirectView
  notice(notice: DirectNotice): void
  /** The call was answered: what there is is sent. */
  answered(): void
  /** What this page has to send changed, or whether it sees the other side over a media host. */
  changed(left: boolean): void
  /** The way to the desk is back: names this end again. A connection that goes on is not touched. */
  wake(): void
  /** A new connection at once, for example to take over from another tab. */
  renew(): void
  stats(): Promise<RTCStatsReport | undefined>
  close(): void
}

type Paired = Extract<DirectNotice, { name: 'direct.paired' }>['data']
type Signalled = Extract<DirectNotice, { name: 'direct.signalled' }>['data']

/** A connection between two named ends. */
interface Joint {
  readonly own: string
  readonly other: string
  /** Who is at the other end. */
  readonly party: string
  readonly peer: DirectPeer
  connection: Connection
  said: DirectSaid
}

/** A connection that failed is replaced at once; one after the other that fails, less and less often. */
const retryMs = { first: 0, next: 1_000, most: 8_000 }
/** Messages that came before their connection was made. */
const mostWaiting = 256

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
  let phase: 'open' | 'replaced' | 'closed' = 'open'
  let endId = crypto.randomUUID()
  const former = new Set<string>()
  let joined: Output<'direct.join'> | undefined
  let paired: Paired | undefined
  let joint: Joint | undefined
  /** On the stage until the present one is up. */
  let before: Joint | undefined
  let waiting: Signalled[] = []
  let waitMs = retryMs.first
  let again: ReturnType<typeof setTimeout> | undefined
  /** Counts the connections begun: one that was overtaken while it was being made is given back. */
  let begun = 0

  const join = async (): Promise<void> => {
    const asked = endId
    const outcome = await signal.ask('direct.join', { callId, endId: asked })
    if (phase !== 'open' || asked !== endId) return
    if (outcome.ok) joined = outcome.value
    // The call goes another way, or is over; what is still connected goes on until the other end goes.
    else if (outcome.refusal.code === 'notFound') return void (isDead() && stop('closed'))
    else return renewLater()
    await pair()
  }

  const isDead = (): boolean => joint === undefined || joint.connection === 'failed'

  const renew = (): void => {
    clearTimeout(again)
    again = undefined
    if (phase === 'closed') return
    phase = 'open'
    former.add(endId)
    endId = crypto.randomUUID()
    joined = undefined
    void join()
  }
  const renewLater = (): void => {
    if (phase !== 'open' || again !== undefined) return
    again = setTimeout(renew, waitMs)
    waitMs = Math.min(retryMs.most, Math.max(retryMs.next, 2 * waitMs))
  }

  const pair = async (): Promise<void> => {
    if (paired === undefined || joined === undefined || phase !== 'open') return
    const { applicant, clerk } = paired
    const [mine, other] = joined.initiates ? [clerk, applicant] : [applicant, clerk]
    if (mine !== endId) {
      // A page of the same side has taken over, unless it is our own former name that comes late.
      if (!former.has(mine)) stop('replaced')
      return
    }
    if (joint?.own === mine && joint.other === other) return
    await begin(mine, other, joined)
  }

  const begin = async (
    mine: string,
    other: string,
    { initiates, other: party, iceServers }: Output<'direct.join'>,
  ): Promise<void> => {
    begun += 1
    const number = begun
    const now: { joint?: Joint } = {}
    const isCurrent = (): boolean => now.joint !== undefined && now.joint === joint
    const about: DirectPeerOptions = {
      initiates,
      iceServers,
      onSignal: (message) => void say(mine, other, message),
      onConnection: (connection) => {
        if (now.joint !== undefined) now.joint.connection = connection
        if (connection === 'connected' && isCurrent()) waitMs = retryMs.first
        onChange()
      },
      onSaid: (said) => {
        if (now.joint === undefined) return
        const { left: hadLeft } = now.joint.said
        now.joint.said = said
        if (isCurrent()) dropFormer()
        if (said.left !== hadLeft) adjust()
        onChange()
      },
      onTrack: onChange,
      onDead: () => {
        if (isCurrent()) renewLater()
      },
    }
    // Fetched for the calls that go this way.
    const peer = await import('./directpeer.ts')
      .then(({ openDirectPeer }) => openDirectPeer(about))
      .catch(() => undefined)
    if (peer === undefined) return renewLater()
    if (number !== begun || phase !== 'open') return peer.close()
    if (joint !== undefined) {
      before?.peer.close()
      before = joint
    }
    joint = { own: mine, other, party, peer, connection: 'connecting', said: sayNothing }
    now.joint = joint
    adjust()
    const early = waiting
    waiting = []
    for (const message of early) hear(message)
    onChange()
  }

  const dropFormer = (): void => {
    before?.peer.close()
    before = undefined
  }

  const say = async (from: string, to: string, message: DirectSignal): Promise<void> => {
    await signal.ask('direct.signal', { callId, from, to, signal: message })
  }

  const hear = (message: Signalled): void => {
    if (message.to !== endId) return
    if (joint?.own === message.to && joint.other === message.from) return joint.peer.signal(message.signal)
    if (waiting.length < mostWaiting) waiting.push(message)
  }

  /**
   * Sends what there is, and says how things stand. Nothing is sent before the answer, nor to somebody who sees us
   * over a media host already: two encoders are much for a kiosk.
   */
  const adjust = (): void => {
    const { tracks, held, lacking } = own()
    for (const one of [joint, before]) {
      if (one === undefined) continue
      const isWanted = live && !one.said.left
      for (const source of mediaSource.options)
        one.peer.put(source, isWanted ? (tracks.get(source) ?? null) : null, !held.has(source))
      one.peer.tell({ held: [...held], lacking, left })
    }
  }

  const stop = (how: 'replaced' | 'closed'): void => {
    phase = how
    begun += 1
    clearTimeout(again)
    joint?.peer.close()
    dropFormer()
    joint = undefined
    onChange()
  }

  const remotesOf = ({ peer, other, party, said }: Joint): Remote[] =>
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

  void join()
  return {
    callId,
    view: () => {
      const shown = before ?? joint
      return {
        callId,
        phase: phase === 'open' ? (live ? 'live' : 'ringing') : phase,
        connection: joint?.connection ?? 'new',
        remotes: shown === undefined ? [] : remotesOf(shown),
        lacking: shown === undefined ? {} : { [shown.party]: shown.said.lacking },
        hasLeft: joint?.said.left === true,
      }
    },
    notice: (notice) => {
      if (phase === 'closed') return
      if (notice.name === 'direct.signalled') hear(notice.data)
      if (notice.name !== 'direct.paired') return
      paired = notice.data
      void pair()
    },
    answered: () => {
      live = true
      adjust()
      onChange()
    },
    changed: (hasLeft) => {
      left = hasLeft
      adjust()
    },
    wake: () => void join(),
    renew,
    stats: async () => (before ?? joint)?.peer.stats(),
    close: () => stop('closed'),
  }
}
