import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Greeting } from '@farwindow/shared/protocol/wire.ts'
import type { LinkState, Online } from '../link.ts'
import { connectMs, openConnection } from './connection.ts'
import type { Connection, Dialling } from './connection.ts'
import { createHearers } from './hearers.ts'
import type { Notices } from './notices.ts'
import type { Pulse, PulseHearer } from './pulse.ts'

/** The line between a page and the desk: how it stands, through all its breaks. */
export interface Line {
  readonly state: StoreApi<LinkState>
  /** Null before `connect`, and after the end of the session. */
  connection(): Connection | null
  onFresh(refresh: () => void): () => void
  onBack(hear: () => void): () => void
  doubt(): void
  connect(): void
  close(): void
}

/** What a line needs of the page. */
export interface LineWays extends Omit<Dialling, 'seen'> {
  readonly notices: Notices
  readonly openPulse: (hearer: PulseHearer) => Pulse
}

/** Keeps the page connected from `connect` on, until it is closed or the session is over (LINK-7). */
export const createLine = ({ notices, openPulse, ...page }: LineWays): Line => {
  const state = createStore<LinkState>(() => ({ phase: 'connecting' }))
  const [fresh, back] = [createHearers<[]>(), createHearers<[]>()]
  let connection: Connection | null = null
  /** How the page stood when the line fell silent: it counts as broken although nobody has closed it. */
  let silent: Online | null = null
  /** When a connection was last begun in a hurry. */
  let hurriedAt = 0

  const whole = (now: Online): void => {
    const wasBroken = state.getState().phase === 'offline'
    silent = null
    pulse.found()
    state.setState(now, true)
    if (wasBroken) back.tell()
  }
  const broken = (): void => {
    const now = state.getState()
    if (now.phase === 'signedOut' || now.phase === 'offline') return
    state.setState({ phase: 'offline', since: Date.now(), me: now.phase === 'online' ? now.me : null }, true)
    pulse.seek()
  }

  const fallSilent = (): void => {
    if (connection?.isUp() !== true) return
    const now = state.getState()
    if (now.phase === 'online') silent = now
    broken()
  }
  /** The network is back: neither a back-off nor a connection begun while it was dead is sat out. */
  const hurry = (now: boolean): void => {
    if (connection === null || state.getState().phase !== 'offline') return
    if (!now && Date.now() - hurriedAt < connectMs) return
    hurriedAt = Date.now()
    connection.redial()
  }
  const pulse = openPulse({ silent: fallSilent, reached: hurry })

  const leave = (): void => {
    connection?.close()
    connection = null
    silent = null
    pulse.close()
  }
  const greeted = (greeting: Greeting): void => {
    notices.greeted(greeting)
    whole({ phase: 'online', me: greeting.me, clockSkewMs: greeting.now - Date.now() })
    if (!greeting.resumed) fresh.tell()
  }
  const hearer = {
    greeted,
    told: notices.tell,
    packet: () => {
      pulse.beat()
      if (silent !== null) whole(silent)
    },
    broken: () => {
      silent = null
      broken()
    },
    over: (why?: string) => {
      leave()
      notices.forget()
      state.setState(why === undefined ? { phase: 'signedOut' } : { phase: 'signedOut', why }, true)
    },
  }

  return {
    state,
    connection: () => connection,
    onFresh: (refresh) => {
      const stop = fresh.add(refresh)
      if (state.getState().phase === 'online') refresh()
      return stop
    },
    onBack: back.add,
    doubt: () => pulse.doubt(),
    connect: () => {
      leave()
      state.setState({ phase: 'connecting' }, true)
      pulse.start()
      connection = openConnection({ ...page, seen: notices.seen }, hearer)
    },
    close: leave,
  }
}
