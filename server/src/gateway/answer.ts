import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { z } from 'zod'
import { isRequestName, requests } from '@farwindow/shared/protocol/all.ts'
import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { RequestDeclaration } from '@farwindow/shared/protocol/declare.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import { inputHash } from '../store/commit.ts'
import { isAway } from '../store/away.ts'
import { Refused } from '../store/refused.ts'
import type { Asking, Handlers } from '../handler.ts'
import { internal } from './internal.ts'
import { isStorable } from './storable.ts'

const askedShape = z.object({ name: z.string().max(64), id: z.string().min(8).max(64), input: z.unknown() })

/** One who asks, over either way in. */
export interface Caller {
  readonly actor: Actor
  readonly surface: Surface
  readonly address: string
  /** Null on a socket: a cookie cannot be set there. */
  readonly session: Asking['session'] | null
}

export type Answer = (caller: Caller, asked: unknown) => Promise<Outcome<unknown>>

/** Requests a session may make a second, in the long run and in a burst: typing and pointing are the fastest. */
const limits = { points: 300, duration: 3 }
/** Answers kept in memory a session, so that a repetition does not run twice even where nothing is written. */
const remembered = 256
/** Sessions whose answers are kept; the one quiet longest goes first. */
const rememberedSessions = 20_000

/** An answer under way or given: what was asked, and what came of it. */
interface Once {
  readonly name: RequestName
  readonly hash: () => string
  readonly outcome: Promise<Outcome<unknown>>
}

const offSocket: Asking['session'] = {
  start: () => Promise.reject(new Refused({ code: 'malformed', detail: ['overHttp'] })),
  end: () => Promise.reject(new Refused({ code: 'malformed', detail: ['overHttp'] })),
}

/**
 * The one way in: known? allowed? not too often? well formed? repeated? Then the noun's handler, whose answer is
 * cut to the declared shape. Whatever goes wrong inside is logged under a reference and answered `internal`.
 */
export const createAnswer = (about: { readonly handlers: Handlers; readonly log: Logger }): Answer => {
  const limiter = new RateLimiterMemory(limits)
  const recent = new Map<string, Map<string, Once>>()

  const failed = (name: string, error: unknown): Outcome<never> => {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    if (isAway(error)) return { ok: false, refusal: { code: 'unavailable', retryAfterMs: 1_000 } }
    return internal(about.log, error, { request: name })
  }

  const run = async <N extends RequestName>(
    name: N,
    parsed: unknown,
    caller: Caller,
    id: string,
    hash: () => string,
  ): Promise<Outcome<unknown>> => {
    const declaration = requests[name]
    const { actor } = caller
    const asking: Asking = {
      actor,
      surface: caller.surface,
      address: caller.address,
      session: caller.session ?? offSocket,
      cause: {
        by: {
          role: actor.role,
          sessionId: actor.sessionId,
          ...(actor.personId === undefined ? {} : { personId: actor.personId }),
          ...(actor.kioskId === undefined ? {} : { kioskId: actor.kioskId }),
        },
        ...(declaration.safeToRepeat
          ? {}
          : {
              request: {
                id,
                name,
                get inputHash() {
                  return hash()
                },
              },
            }),
      },
    }
    try {
      // `parsed` came out of this request's own schema: the receiving end of the protocol.
      const handler = about.handlers[name] as (input: unknown, asking: Asking) => Promise<Outcome<unknown>>
      const outcome = await handler(parsed, asking)
      return outcome.ok ? { ok: true, value: declaration.output.parse(outcome.value) } : outcome
    } catch (error) {
      return failed(name, error)
    }
  }

  const once = (
    caller: Caller,
    name: RequestName,
    id: string,
    parsed: unknown,
  ): Promise<Outcome<unknown>> => {
    const hash = hashedLater(parsed)
    if (requests[name].safeToRepeat) return run(name, parsed, caller, id, hash)
    const mine = recent.get(caller.actor.sessionId) ?? new Map()
    recent.delete(caller.actor.sessionId)
    recent.set(caller.actor.sessionId, mine)
    if (recent.size > rememberedSessions) recent.delete(recent.keys().next().value ?? '')
    const earlier = mine.get(id)
    if (earlier !== undefined)
      return earlier.name === name && earlier.hash() === hash()
        ? earlier.outcome
        : Promise.resolve(refuse('repeatedDifferently'))
    const outcome = run(name, parsed, caller, id, hash)
    mine.set(id, { name, hash, outcome })
    if (mine.size > remembered) mine.delete(mine.keys().next().value ?? id)
    // A passing refusal is not the answer: the repetition shall try again.
    void outcome.then((done) => {
      if (!done.ok) mine.delete(id)
      // A photo must not be kept in memory for the sake of its hash.
      else hash()
    })
    return outcome
  }

  return async (caller, asked) => {
    const shape = askedShape.safeParse(asked)
    if (!shape.success) return refuse('malformed', 'name', 'id')
    const { name, id, input } = shape.data
    if (!isRequestName(name)) return refuse('unknown', name)
    const declaration: RequestDeclaration = requests[name]
    const tooMany = await overLimit(limiter, caller)
    if (tooMany !== null) return { ok: false, refusal: { code: 'tooMany', retryAfterMs: tooMany } }
    if (!declaration.by.some((role) => role === caller.actor.role))
      return refuse(caller.actor.role === 'visitor' ? 'signedOut' : 'forbidden')
    if (declaration.overHttp === true && caller.session === null) return refuse('malformed', 'overHttp')
    const parsed = declaration.input.safeParse(input)
    if (!parsed.success) return refuse('malformed', ...wrongFields(parsed.error))
    if (!isStorable([id, parsed.data])) return refuse('malformed', 'text')
    return once(caller, name, id, parsed.data)
  }
}

/** The hash of an input, made when it is first wanted: a keystroke is on its way before its hash is. */
const hashedLater = (input: unknown): (() => string) => {
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

const wrongFields = (error: z.ZodError): string[] =>
  error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'input'}: ${issue.code}`)

const overLimit = async (limiter: RateLimiterMemory, caller: Caller): Promise<number | null> => {
  try {
    await limiter.consume(caller.actor.role === 'visitor' ? caller.address : caller.actor.sessionId)
    return null
  } catch (error) {
    if (error instanceof RateLimiterRes) return error.msBeforeNext
    throw error
  }
}
