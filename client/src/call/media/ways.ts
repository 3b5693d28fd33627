import type { Lacking, MediaSource } from '@farwindow/shared/call/media.ts'
import type { CallRoute } from '@farwindow/shared/call/route.ts'
import { openChangeover } from './changeover.ts'
import { openDirectWay } from './direct.ts'
import type { DirectView } from './direct.ts'
import type { openPeer } from './peer.ts'
import { openMediaSession } from './session.ts'
import type { MediaSession } from './session.ts'
import type { DirectNotice, MediaNotice, MediaSignal } from './signal.ts'
import { holdView } from './view.ts'
import type { MediaView } from './view.ts'

/** The media of a page, whichever way they go at the moment. */
export interface Ways extends Omit<MediaSession, 'notice'> {
  notice(notice: MediaNotice | DirectNotice): void
}

const isDirect = (notice: MediaNotice | DirectNotice): notice is DirectNotice =>
  notice.name.startsWith('direct.')

/**
 * The media session, and beside it the direct connection of a call that goes from browser to browser. The desk says
 * which of the two (DIRECT-1).
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
  const sessionEnded = (): void => {
    if (changeover.direct() === undefined) onEnded()
  }
  const session = openMediaSession(signal, tracks, lacks, sessionEnded, connect)
  const show = (): void => set(seenOver(changeover.shown(), session.view(), changeover.direct()?.view()))
  const changeover = openChangeover({ session, onShow: show, onEnded })
  const { direct, reconsider } = changeover
  let closed = false

  const begin = (call: { readonly callId: string; readonly live: boolean }): void => {
    changeover.want('direct')
    const present = direct()
    if (present?.callId === call.callId) {
      present.setLeft(false)
      if (call.live) present.answered()
    } else changeover.begin(() => openDirectWay(signal, call, () => own, reconsider))
    reconsider()
  }
  const finish = (callEnded: boolean): void => {
    if (direct() === undefined) return
    changeover.want('sfu')
    if (callEnded) {
      changeover.drop()
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

  const follow = (notice: DirectNotice): void => {
    if (notice.name === 'direct.wanted') return begin(notice.data)
    const present = direct()
    if (present?.callId !== notice.data.callId) return
    if (notice.name === 'direct.over') finish(notice.data.ended)
    else present.notice(notice)
  }

  session.subscribe(reconsider)
  void compare()
  reconsider()
  return {
    view,
    subscribe,
    notice: (notice) => (isDirect(notice) ? follow(notice) : session.notice(notice)),
    setTrack: (source, track) => {
      if (track === null) own.tracks.delete(source)
      else own.tracks.set(source, track)
      session.setTrack(source, track)
      direct()?.changed()
    },
    setLacking: (now) => {
      own.lacking = now
      session.setLacking(now)
      direct()?.changed()
    },
    setHeld: (source, held) => {
      if (held) own.held.add(source)
      else own.held.delete(source)
      session.setHeld(source, held)
      direct()?.changed()
    },
    wake: () => {
      session.wake()
      direct()?.wake()
      void compare()
    },
    reopen: () => {
      session.reopen()
      direct()?.renew()
    },
    peerId: session.peerId,
    stats: async (direction) =>
      changeover.shown() === 'direct' ? direct()?.stats() : session.stats(direction),
    close: () => {
      closed = true
      changeover.close()
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
