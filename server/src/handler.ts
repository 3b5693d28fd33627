import type { Actor } from '@farwindow/shared/people/role.ts'
import type { SessionState, Surface } from '@farwindow/shared/people/session.ts'
import type { Output, Parsed, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Cause } from './store/commit.ts'

/** What a handler knows of who asks. */
export interface Asking {
  readonly actor: Actor
  readonly surface: Surface
  /** To be handed to `commit`: who, and under which request id the answer is kept. */
  readonly cause: Cause
  /** For limits on guessing. */
  readonly address: string
  /** Over HTTP only: starts a session and sets its cookie, or ends the present one. */
  readonly session: {
    start(state: SessionState): Promise<Actor>
    end(): Promise<void>
  }
}

export type Handler<N extends RequestName> = (input: Parsed<N>, asking: Asking) => Promise<Outcome<Output<N>>>

/** One handler for every request: adding a request without one does not compile. */
export type Handlers = { readonly [N in RequestName]: Handler<N> }

/** The handlers of some requests, by the noun before the dot. */
export type HandlersOf<Noun extends string> = Pick<Handlers, Extract<RequestName, `${Noun}.${string}`>>

/** The bytes of a stored file for this actor, each look recorded; a refusal is answered as 404 or 503. */
export type Look = (actor: Actor, fileId: string) => Promise<Outcome<{ type: string; bytes: Uint8Array }>>
