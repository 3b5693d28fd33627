import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Me } from '@farwindow/shared/people/protocol.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import type { Input, NoticeData, NoticeName, Output, RequestName } from '@farwindow/shared/protocol/all.ts'
import { refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { bytesKey } from '@farwindow/shared/protocol/wire.ts'
import type { ClientToServer, Greeting, ServerToClient, Told } from '@farwindow/shared/protocol/wire.ts'
import { z } from 'zod'
import { createPulse } from './pulse.ts'

/** How the page stands with the server. */
export type LinkState =
  /** No session: only visitors' requests are answered. */
  | { readonly phase: 'signedOut'; readonly why?: string }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'online'; readonly me: Me; readonly clockSkewMs: number }
  /** The line broke, or nothing comes over it; it comes back by itself. */
  | { readonly phase: 'offline'; readonly since: number; readonly me: Me | null }

type Online = Extract<LinkState, { phase: 'online' }>

export interface Link {
  readonly state: StoreApi<LinkState>
  /** Asks; repeats by itself while the line or the database is away, with the same id, until `patienceMs` is over. */
  ask<N extends RequestName>(name: N, input: Input<N>, options?: AskOptions): Promise<Outcome<Output<N>>>
  /** Hears a notice until the returned function is called. */
  on<N extends NoticeName>(name: N, hear: (data: NoticeData<N>) => void): () => void
  /** Called whenever the current state must be asked anew: at the start, and after a break that could not be bridged. */
  onFresh(refresh: () => void): () => void
  /** Called when the line is whole again after a break. */
  onBack(hear: () => void): () => void
  /** Something has just been asked, and other signs say that the network is gone: an answer is not waited for long. */
  doubt(): void
  /** Opens (or opens anew, after signing in) the socket of this page's session. */
  connect(): void
  close(): void
}

export interface AskOptions {
  readonly patienceMs?: number
  /** How long one try may take before it counts as lost; a photo over a weak line takes longer than a word. */
  readonly answerMs?: number
}

const defaultPatienceMs = 15_000
const defaultAnswerMs = 8_000
/** How long a new connection may take before another answer of the server begins one more. */
const connectMs = 4_000
const outcomeShape = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), refusal }),
])

/** Waits for the line or the database: these refusals pass by themselves. */
const isPassing = (why: Refusal): boolean => why.code === 'unavailable' || why.code === 'tooMany'

/** The receiving end of the protocol: what comes is what the request's name declares; the server parsed it. */
const asOutcome = <N extends RequestName>(answer: unknown): Outcome<Output<N>> => {
  const parsed = outcomeShape.safeParse(answer)
  if (!parsed.success) return { ok: false, refusal: { code: 'internal' } }
  return parsed.data.ok
    ? { ok: true, value: parsed.data.value as Output<N> }
    : { ok: false, refusal: parsed.data.refusal }
}

/** So much at a time fits into one call's arguments. */
const chunk = 0x8000

const base64Of = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(text)
}

const writeBytes = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { [bytesKey]: base64Of(value) } : value

const readBytes = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && bytesKey in value && typeof value[bytesKey] === 'string'
    ? Uint8Array.from(atob(value[bytesKey]), (sign) => sign.charCodeAt(0))
    : value

/** What starts or ends a session is answered over HTTP only: the server says so, once per name. */
const wantsHttp = (outcome: Outcome<unknown>): boolean =>
  !outcome.ok && outcome.refusal.code === 'malformed' && outcome.refusal.detail?.[0] === 'overHttp'

/** How a page reaches its server: by itself, where it is one of a browser. */
export interface Door {
  readonly fetch: typeof fetch
  readonly dial: typeof io
}
const ownDoor: Door = { fetch: (...about) => fetch(...about), dial: io }

/** Makes the one connection of a page. `surface` says which kind of page it is. */
export const createLink = (surface: Surface, door: Door = ownDoor): Link => {
  const state = createStore<LinkState>(() => ({ phase: 'connecting' }))
  const hearers = new Map<string, Set<(data: never) => void>>()
  const refreshers = new Set<() => void>()
  const returns = new Set<() => void>()
  const postNames = new Set<RequestName>()
  let socket: Socket<ServerToClient, ClientToServer> | null = null
  let seen: { epoch: string; seq: number } | null = null
  /** The last greeting's state, for a line that was only silent. */
  let last: Online | null = null
  /** The line counts as broken although nobody has closed it. */
  let silent = false
  /** When the newest connection was begun. */
  let begunAt = 0

  const post = async (name: RequestName, id: string, input: unknown): Promise<unknown> => {
    const answer = await door.fetch('/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-surface': surface },
      body: JSON.stringify({ name, id, input }, writeBytes),
    })
    return JSON.parse(await answer.text(), readBytes)
  }

  const viaSocket = (name: RequestName, id: string, input: unknown, answerMs: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (socket === null || !socket.connected) return reject(new Error('offline'))
      socket.timeout(answerMs).emit('ask', { name, id, input }, (error, answer) => {
        if (error === null) resolve(answer)
        else reject(error)
      })
    })

  const once = async <N extends RequestName>(
    name: N,
    id: string,
    input: Input<N>,
    answerMs: number,
  ): Promise<Outcome<Output<N>>> => {
    try {
      if (state.getState().phase === 'signedOut' || socket === null || postNames.has(name))
        return asOutcome<N>(await post(name, id, input))
      const outcome = asOutcome<N>(await viaSocket(name, id, input, answerMs))
      if (!wantsHttp(outcome)) return outcome
      postNames.add(name)
      return asOutcome<N>(await post(name, id, input))
    } catch {
      return { ok: false, refusal: { code: 'unavailable' } }
    }
  }

  const onBack: Link['onBack'] = (hearer) => {
    returns.add(hearer)
    return () => void returns.delete(hearer)
  }

  /** What was asked into a broken line is asked again the moment it is whole. */
  const pauseOrBack = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const timer = setTimeout(go, ms)
      const stop = onBack(go)
    })

  const ask: Link['ask'] = async (name, input, options = {}) => {
    const id = crypto.randomUUID()
    const until = Date.now() + (options.patienceMs ?? defaultPatienceMs)
    for (let wait = 100; ; wait = Math.min(1_000, wait * 2)) {
      const outcome = await once(name, id, input, options.answerMs ?? defaultAnswerMs)
      if (outcome.ok || !isPassing(outcome.refusal) || Date.now() + wait > until) return outcome
      await pauseOrBack(Math.min(wait, outcome.refusal.retryAfterMs ?? wait))
    }
  }

  const hear = (told: Told): void => {
    if (seen !== null) seen = { ...seen, seq: told.seq }
    for (const hearer of hearers.get(told.name) ?? []) hearer(told.data as never)
  }

  const setOnline = (now: Online): void => {
    const wasBroken = state.getState().phase === 'offline'
    last = now
    silent = false
    pulse.found()
    state.setState(now, true)
    if (wasBroken) for (const hearer of returns) hearer()
  }

  const greet = (greeting: Greeting): void => {
    // What was missed follows now, each with its number: until it is here, it has not been seen.
    const seq = greeting.resumed && seen !== null ? seen.seq : greeting.seq
    seen = { epoch: greeting.epoch, seq }
    setOnline({ phase: 'online', me: greeting.me, clockSkewMs: greeting.now - Date.now() })
    if (!greeting.resumed) for (const refresh of refreshers) refresh()
  }

  const lose = (): void => {
    const now = state.getState()
    if (now.phase === 'signedOut' || now.phase === 'offline') return
    state.setState({ phase: 'offline', since: Date.now(), me: now.phase === 'online' ? now.me : null }, true)
    pulse.seek()
  }
  const loseSilently = (): void => {
    if (socket?.connected !== true) return
    silent = true
    lose()
  }
  const hearPacket = (): void => {
    pulse.beat()
    if (silent && last !== null) setOnline(last)
  }

  const end = (why?: string): void => {
    pulse.close()
    socket?.close()
    socket = null
    seen = null
    state.setState(why === undefined ? { phase: 'signedOut' } : { phase: 'signedOut', why }, true)
  }

  const wake = (): void => {
    if (socket !== null && !socket.connected) socket.connect()
  }

  /** The network is back: neither a back-off nor a connection begun while it was dead is sat out. */
  const hurry = (now: boolean): void => {
    if (socket === null || state.getState().phase !== 'offline') return
    if (!now && Date.now() - begunAt < connectMs) return
    begunAt = Date.now()
    socket.disconnect().connect()
  }
  const pulse = createPulse({ silent: loseSilently, reached: hurry }, door.fetch)

  const connect = (): void => {
    socket?.close()
    state.setState({ phase: 'connecting' }, true)
    pulse.start()
    socket = door.dial({
      auth: (give) => give(seen === null ? { surface } : { surface, epoch: seen.epoch, seen: seen.seq }),
      transports: ['websocket'],
      reconnectionDelay: 150,
      reconnectionDelayMax: 1_000,
      randomizationFactor: 0.3,
      timeout: 4_000,
    })
    const { io: manager } = socket
    manager.on('open', () => manager.engine.on('packet', hearPacket))
    socket.on('greet', greet)
    socket.on('tell', hear)
    socket.on('over', end)
    socket.on('disconnect', () => {
      silent = false
      lose()
    })
    socket.on('connect_error', (error) => {
      if (error.message === 'signedOut') return end()
      lose()
      // A refusal by the server's own check ends socket.io's retries; ours go on.
      if (socket?.active === false) setTimeout(wake, 500)
    })
  }

  return {
    state,
    ask,
    on: (name, hearer) => {
      const there = hearers.get(name) ?? new Set()
      hearers.set(name, there)
      there.add(hearer)
      return () => void there.delete(hearer)
    },
    onFresh: (refresh) => {
      refreshers.add(refresh)
      if (state.getState().phase === 'online') refresh()
      return () => void refreshers.delete(refresh)
    },
    onBack,
    doubt: pulse.doubt,
    connect,
    close: () => {
      pulse.close()
      socket?.close()
      socket = null
    },
  }
}
