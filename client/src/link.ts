import { io } from 'socket.io-client'
import type { StoreApi } from 'zustand/vanilla'
import type { Me } from '@farwindow/shared/people/protocol.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import type { Input, NoticeData, NoticeName, Output, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { createAsk } from './link/ask.ts'
import { createLine } from './link/line.ts'
import { createNotices } from './link/notices.ts'
import { createPost } from './link/post.ts'
import { createPulse } from './link/pulse.ts'
import type { Pulse, PulseHearer } from './link/pulse.ts'

/** How the page stands with the server. */
export type LinkState =
  /** No session: only visitors' requests are answered. */
  | { readonly phase: 'signedOut'; readonly why?: string }
  | { readonly phase: 'connecting' }
  | { readonly phase: 'online'; readonly me: Me; readonly clockSkewMs: number }
  /** The line broke, or nothing comes over it; it comes back by itself. */
  | { readonly phase: 'offline'; readonly since: number; readonly me: Me | null }

export type Online = Extract<LinkState, { phase: 'online' }>

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

/** How a page reaches its server: by itself, where it is one of a browser. */
export interface Door {
  readonly fetch: typeof fetch
  readonly dial: typeof io
}
const ownDoor: Door = { fetch: (...about) => fetch(...about), dial: io }

/** Makes the one connection of a page. `surface` says which kind of page it is. */
export const createLink = (surface: Surface, door: Door = ownDoor): Link => {
  const notices = createNotices()
  const openPulse = (hearer: PulseHearer): Pulse => createPulse(hearer, door.fetch)
  const line = createLine({ surface, dial: door.dial, notices, openPulse })
  const { state, onFresh, onBack, doubt, connect, close } = line
  const ask = createAsk(line, createPost(surface, door.fetch))
  return { state, ask, on: notices.on, onFresh, onBack, doubt, connect, close }
}
