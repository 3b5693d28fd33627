import type { Greeting, Told } from '@farwindow/shared/protocol/wire.ts'
import type { Link } from '../link.ts'
import { createHearers } from './hearers.ts'
import type { Hearers } from './hearers.ts'

/** How far a page has heard what its session was told (LINK-1). */
export interface Seen {
  readonly epoch: string
  readonly seq: number
}

/** What the desk tells a page: who hears it, and the number up to which it was heard. */
export interface Notices {
  readonly on: Link['on']
  /** Null before the first greeting of a session. */
  seen(): Seen | null
  /** The desk says where its counting is. */
  greeted(greeting: Greeting): void
  tell(told: Told): void
  /** The session is over: the next one counts anew. */
  forget(): void
}

export const createNotices = (): Notices => {
  const hearers = new Map<string, Hearers<[data: never]>>()
  let seen: Seen | null = null
  return {
    on: (name, hear) => {
      const there = hearers.get(name) ?? createHearers()
      hearers.set(name, there)
      return there.add(hear)
    },
    seen: () => seen,
    greeted: ({ epoch, seq, resumed }) => {
      // What was missed follows now, each with its number: until it is here, it has not been seen.
      seen = { epoch, seq: resumed && seen !== null ? seen.seq : seq }
    },
    tell: ({ name, seq, data }) => {
      if (seen !== null) seen = { ...seen, seq }
      // The receiving end of the protocol: what comes is what the notice's name declares.
      hearers.get(name)?.tell(data as never)
    },
    forget: () => {
      seen = null
    },
  }
}
