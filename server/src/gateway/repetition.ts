import { createHash } from 'node:crypto'
import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { inputHash } from '../store/commit.ts'

/** Answers kept in memory a session, so that a repetition does not run twice even where nothing is written. */
const remembered = 256
/** Sessions whose answers are kept; the one quiet longest goes first. */
const rememberedSessions = 20_000

/** A request as it is told from its repetition, and from another one under the same id. */
export interface Asked {
  readonly name: RequestName
  readonly id: string
  readonly hash: () => string
}

/** An answer under way or given: what was asked, and what came of it. */
interface Answered {
  readonly asked: Asked
  readonly outcome: Promise<Outcome<unknown>>
}

/** Runs a request of a session, or gives the answer it had when it is asked again (COMMIT-3). */
export type Once = (
  sessionId: string,
  asked: Asked,
  run: () => Promise<Outcome<unknown>>,
) => Promise<Outcome<unknown>>

export const createOnce = (): Once => {
  const sessions = new Map<string, Map<string, Answered>>()

  const answersOf = (sessionId: string): Map<string, Answered> => {
    const answers = sessions.get(sessionId) ?? new Map<string, Answered>()
    sessions.delete(sessionId)
    sessions.set(sessionId, answers)
    if (sessions.size > rememberedSessions) sessions.delete(sessions.keys().next().value ?? '')
    return answers
  }

  return async (sessionId, asked, run) => {
    const { name, id, hash } = asked
    const answers = answersOf(sessionId)
    const earlier = answers.get(id)
    if (earlier !== undefined)
      return earlier.asked.name === name && earlier.asked.hash() === hash()
        ? earlier.outcome
        : refuse('repeatedDifferently')
    const outcome = run()
    answers.set(id, { asked, outcome })
    if (answers.size > remembered) answers.delete(answers.keys().next().value ?? id)
    // A passing refusal is not the answer: the repetition shall try again.
    void outcome.then((done) => {
      if (!done.ok) answers.delete(id)
      // A photo must not be kept in memory for the sake of its hash.
      else hash()
    })
    return outcome
  }
}

/** The hash of an input, made when it is first wanted: a keystroke is on its way before its hash is. */
export const hashedLater = (input: unknown): (() => string) => {
  let open: { readonly input: unknown } | null = { input }
  let known = ''
  return () => {
    if (open !== null) known = inputHash(digestible(open.input))
    open = null
    return known
  }
}

/** The input as JSON can hold it: bytes become their hash. */
const digestible = (input: unknown): unknown => {
  if (input instanceof Uint8Array) return createHash('sha256').update(input).digest('hex')
  if (Array.isArray(input)) return input.map(digestible)
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, digestible(value)]))
}
