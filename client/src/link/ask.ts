import type { Input, Output, RequestName } from '@farwindow/shared/protocol/all.ts'
import { refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { z } from 'zod'
import type { Link } from '../link.ts'
import type { Line } from './line.ts'
import type { Post } from './post.ts'

const defaultPatienceMs = 15_000
const defaultAnswerMs = 8_000
/** Between one try and the next, longer from time to time. */
const pauseMs = { first: 100, most: 1_000 }

/**
 * Asks over the line, or over HTTP: what a visitor without a session asks, and what starts or ends one. Of the latter
 * the desk says so at the first try, once per name.
 */
export const createAsk = (line: Line, post: Post): Link['ask'] => {
  const overHttp = new Set<RequestName>()

  const once = async <N extends RequestName>(
    name: N,
    id: string,
    input: Input<N>,
    answerMs: number,
  ): Promise<Outcome<Output<N>>> => {
    try {
      const connection = line.connection()
      if (connection !== null && !overHttp.has(name)) {
        const outcome = asOutcome<N>(await connection.ask({ name, id, input }, answerMs))
        if (!wantsHttp(outcome)) return outcome
        overHttp.add(name)
      }
      return asOutcome<N>(await post(name, id, input))
    } catch {
      return { ok: false, refusal: { code: 'unavailable' } }
    }
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
      const stop = line.onBack(go)
    })

  return async (name, input, options = {}) => {
    const id = crypto.randomUUID()
    const until = Date.now() + (options.patienceMs ?? defaultPatienceMs)
    for (let wait = pauseMs.first; ; wait = Math.min(pauseMs.most, wait * 2)) {
      const outcome = await once(name, id, input, options.answerMs ?? defaultAnswerMs)
      if (outcome.ok || !isPassing(outcome.refusal) || Date.now() + wait > until) return outcome
      await pauseOrBack(Math.min(wait, outcome.refusal.retryAfterMs ?? wait))
    }
  }
}

const outcomeShape = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), refusal }),
])

/** The receiving end of the protocol: what comes is what the request's name declares; the server parsed it. */
const asOutcome = <N extends RequestName>(answer: unknown): Outcome<Output<N>> => {
  const parsed = outcomeShape.safeParse(answer)
  if (!parsed.success) return { ok: false, refusal: { code: 'internal' } }
  return parsed.data.ok
    ? { ok: true, value: parsed.data.value as Output<N> }
    : { ok: false, refusal: parsed.data.refusal }
}

/** Waits for the line or the database: these refusals pass by themselves. */
const isPassing = (why: Refusal): boolean => why.code === 'unavailable' || why.code === 'tooMany'

const wantsHttp = (outcome: Outcome<unknown>): boolean =>
  !outcome.ok && outcome.refusal.code === 'malformed' && outcome.refusal.detail?.[0] === 'overHttp'
