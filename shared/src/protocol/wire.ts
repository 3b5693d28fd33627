import type { Me } from '../people/protocol.ts'
import type { Outcome } from './refusal.ts'

/*
 * What travels on the socket. A client asks with `ask` and gets one answer; the server tells with `tell`, each
 * notice numbered within its session. After a break the client says the epoch and the last number it saw.
 */

/** The first thing the server says on each connection. */
export interface Greeting {
  readonly epoch: string
  readonly me: Me
  /** True: every notice missed follows now. False: ask for the current state anew. */
  readonly resumed: boolean
  /** The number of the newest notice of this session. */
  readonly seq: number
  /** Server clock, ms since the epoch, for count-downs. */
  readonly now: number
}

export interface Asked {
  readonly name: string
  /** Client-made, unique per request; the same for a repetition. */
  readonly id: string
  readonly input: unknown
}

export interface Told {
  readonly seq: number
  readonly name: string
  readonly data: unknown
}

/** Event maps for socket.io's two ends. */
export interface ClientToServer {
  ask: (asked: Asked, answer: (outcome: Outcome<unknown>) => void) => void
}
export interface ServerToClient {
  greet: (greeting: Greeting) => void
  tell: (told: Told) => void
  /** The session is over (revoked, replaced by another tab, signed out): do not come back by yourself. */
  over: (why: string) => void
}

/** The largest message without a file in it, bytes of JSON. */
export const largestMessageBytes = 256 * 1024

/**
 * Over HTTP a message is JSON, which has no bytes: they travel as `{ "$bytes": base64 }` (RFC 4648). Only visitors
 * who answer a notice or fetch their certificate use it; everybody else has a socket.
 */
export const bytesKey = '$bytes'
