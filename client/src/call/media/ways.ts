import type { Lacking, MediaSource } from '@farwindow/shared/call/media.ts'
import type { CallRoute } from '@farwindow/shared/call/route.ts'
import { openDirectWay } from './direct.ts'
import type { DirectView, DirectWay } from './direct.ts'
import { watchNextWay } from './nextway.ts'
import type { openPeer } from './peer.ts'
import { openMediaSession } from './session.ts'
import type { MediaSession } from './session.ts'
import type { DirectNotice, MediaNotice, MediaSignal } from './signal.ts'
import { holdView } from './view.ts'
import type { MediaView, Remote } from './view.ts'

/** The media of a page, whichever way they go at the moment. */
export interface Ways extends Omit<MediaSession, 'notice'> {
  notice(notice: MediaNotice | DirectNotice): void
}

/** So long after the change the former way goes on: the screen takes the new pictures in one frame after the other. */
const takeInMs = 1_200
/** The direct connection is kept for so long at most for a far side that does not say it sees us. */
const mostKeptMs = 10_000

const isDirect = (notice: MediaNotice | DirectNotice): notice is DirectNotice =>
  notice.name.startsWith('direct.')

/**
 * The media session, and beside it the direct connection of a call that goes from browser to browser. The desk says
 * which of the two (DIRECT-1); the way that is seen is kept until the other one shows pictures (DIRECT-6).
 */
export function openWays(
  signal: MediaSignal,
  tracks: ReadonlyMap<MediaSource, MediaStreamTrack>,
  lacks: Lacking,
  onEnded: () => void,
  connect: typeof openPeer,
): Ways {
  const { get: view, set, subscribe } = holdView()
  const own = { tracks: new Map(tracks), held: new Set<MediaSource>(), lacking: lacks }
  const ended = (): void => {
    if (direct === undefined) onEnded()
  }
  const session = openMediaSession(signal, tracks, lacks, ended, connect)
  let direct: DirectWay | undefined
  /** Which way the desk wants, and which one is on the stage. */
  let wanted: CallRoute = 'sfu'
  let shown: CallRoute = 'sfu'
  let closed = false

  const facts = (route: CallRoute): { remotes: readonly Remote[]; up: boolean } => {
    if (route === 'sfu') {
      const { remotes, connections, phase } = session.view()
      return { remotes, up: phase === 'live' && connections.receive === 'connected' }
    }
    const now = direct?.view()
    return { remotes: now?.remotes ?? [], up: now?.connection === 'connected' }
  }

  const dropDirect = (): void => {
    const former = direct
    direct = undefined
    shown = 'sfu'
    former?.close()
  }

  const reconsider = (): void => {
    if (closed) return
    if (direct?.view().phase === 'closed') {
      dropDirect()
      if (session.view().phase !== 'live') onEnded()
    }
    if (direct?.view().phase === 'live' && shown !== wanted && (isLost(shown) || isReady(wanted))) {
      shown = wanted
      next.rest()
      if (wanted === 'sfu') leave(direct)
    }
    if (direct?.view().isUnused === true) dropDirect()
    show()
  }
  const next = watchNextWay(reconsider)

  /** The way on the stage is none any more: whatever else there is, is better. */
  const isLost = (route: CallRoute): boolean => facts(route).remotes.length === 0
  const isReady = (route: CallRoute): boolean =>
    next.isReady(facts(shown).remotes, { route, ...facts(route) })

  /** This side sees the other over the media host from now on; the direct connection stays for the other side. */
  const leave = (from: DirectWay): void => {
    const later = (ms: number, work: () => void): void => {
      setTimeout(() => {
        if (direct === from && wanted === 'sfu' && shown === 'sfu') work()
      }, ms)
    }
    later(takeInMs, () => {
      from.setLeft(true)
      reconsider()
    })
    later(mostKeptMs, () => {
      dropDirect()
      show()
    })
  }

  const show = (): void => set(seenOver(shown, session.view(), direct?.view()))

  const begin = (call: { readonly callId: string; readonly live: boolean }): void => {
    wanted = 'direct'
    if (direct?.callId !== call.callId) {
      direct?.close()
      direct = openDirectWay(signal, call, () => own, reconsider)
    } else {
      direct.setLeft(false)
      if (call.live) direct.answered()
    }
    reconsider()
  }
  const finish = (callEnded: boolean): void => {
    if (direct === undefined) return
    wanted = 'sfu'
    if (callEnded) {
      dropDirect()
      onEnded()
    }
    reconsider()
  }

  /** What this page may have missed: whether its call goes directly. */
  const compare = async (): Promise<void> => {
    const outcome = await signal.ask('direct.current', {})
    if (closed || !outcome.ok) return
    const { call } = outcome.value
    // Whether it is over or goes over a media host is heard from elsewhere; until then it is seen as it is.
    if (call === null) finish(false)
    else begin(call)
  }

  session.subscribe(reconsider)
  void compare()
  reconsider()
  return {
    view,
    subscribe,
    notice: (notice) => {
      if (!isDirect(notice)) return session.notice(notice)
      if (notice.name === 'direct.wanted') return begin(notice.data)
      if (direct?.callId !== notice.data.callId) return
      if (notice.name === 'direct.over') finish(notice.data.ended)
      else direct.notice(notice)
    },
    setTrack: (source, track) => {
      if (track === null) own.tracks.delete(source)
      else own.tracks.set(source, track)
      session.setTrack(source, track)
      direct?.changed()
    },
    setLacking: (now) => {
      own.lacking = now
      session.setLacking(now)
      direct?.changed()
    },
    setHeld: (source, held) => {
      if (held) own.held.add(source)
      else own.held.delete(source)
      session.setHeld(source, held)
      direct?.changed()
    },
    wake: () => {
      session.wake()
      direct?.wake()
      void compare()
    },
    reopen: () => {
      session.reopen()
      direct?.renew()
    },
    peerId: session.peerId,
    stats: async (direction) => (shown === 'direct' ? direct?.stats() : session.stats(direction)),
    close: () => {
      closed = true
      next.rest()
      direct?.close()
      session.close()
      set({ ...session.view(), route: 'sfu' })
    },
  }
}

/** What a screen sees: how the session stands, and in a call with a direct connection, what comes over the way on the stage. */
const seenOver = (route: CallRoute, session: MediaView, direct: DirectView | undefined): MediaView => {
  if (direct === undefined) return { ...session, route: 'sfu' }
  const { callId, phase, connection, remotes, lacking } = direct
  const base: MediaView = { ...session, callId, phase, route }
  if (route === 'sfu') return base
  return { ...base, remotes, lacking, connections: { send: connection, receive: connection } }
}
