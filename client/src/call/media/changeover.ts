import type { CallRoute } from '@farwindow/shared/call/route.ts'
import type { DirectWay } from './direct.ts'
import { watchNextWay } from './nextway.ts'
import type { MediaSession } from './session.ts'
import type { Remote } from './view.ts'

/**
 * The two ways of a call's media, and which of them is on the stage: the one that is seen stays until the one that
 * the desk wants shows pictures (DIRECT-6).
 */
export interface Changeover {
  /** The direct connection, while there is one. */
  direct(): DirectWay | undefined
  shown(): CallRoute
  /** The desk's word; `reconsider` follows it. */
  want(route: CallRoute): void
  /** Another direct connection, in place of a former one. */
  begin(open: () => DirectWay): void
  drop(): void
  /** Something about one of the ways has changed. */
  reconsider(): void
  close(): void
}

export interface ChangeoverWays {
  readonly session: MediaSession
  /** What there is to see may be another. */
  readonly onShow: () => void
  /** Neither way has a call any more. */
  readonly onEnded: () => void
}

/** So long after the change the former way goes on: the screen takes the new pictures in one frame after the other. */
const takeInMs = 1_200
/** The direct connection is kept for so long at most for a far side that does not say it sees us. */
const mostKeptMs = 10_000

export function openChangeover({ session, onShow, onEnded }: ChangeoverWays): Changeover {
  let direct: DirectWay | undefined
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
  /** The way on the stage is none any more: whatever else there is, is better. */
  const isLost = (route: CallRoute): boolean => facts(route).remotes.length === 0
  const isReady = (route: CallRoute): boolean =>
    next.isReady(facts(shown).remotes, { route, ...facts(route) })

  const drop = (): void => {
    const former = direct
    direct = undefined
    shown = 'sfu'
    former?.close()
  }

  const reconsider = (): void => {
    if (closed) return
    if (direct?.view().phase === 'closed') {
      drop()
      if (session.view().phase !== 'live') onEnded()
    }
    if (direct?.view().phase === 'live' && shown !== wanted && (isLost(shown) || isReady(wanted))) {
      shown = wanted
      next.rest()
      if (wanted === 'sfu') leave(direct)
    }
    if (direct?.view().isUnused === true) drop()
    onShow()
  }
  const next = watchNextWay(reconsider)

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
      drop()
      onShow()
    })
  }

  return {
    direct: () => direct,
    shown: () => shown,
    want: (route) => {
      wanted = route
    },
    begin: (open) => {
      direct?.close()
      direct = open()
    },
    drop,
    reconsider,
    close: () => {
      closed = true
      next.rest()
      direct?.close()
    },
  }
}
