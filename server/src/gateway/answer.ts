import type { Logger } from 'pino'
import { z } from 'zod'
import { isRequestName, requests } from '@farwindow/shared/protocol/all.ts'
import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { RequestDeclaration } from '@farwindow/shared/protocol/declare.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import type { Asking, Handlers } from '../handler.ts'
import { isAway } from '../store/away.ts'
import { causeOf } from '../store/cause.ts'
import { Refused } from '../store/refused.ts'
import { internal } from './internal.ts'
import { createPacing } from './pacing.ts'
import { createOnce, hashedLater } from './repetition.ts'
import type { Asked } from './repetition.ts'
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

const offSocket: Asking['session'] = {
  start: () => Promise.reject(new Refused({ code: 'malformed', detail: ['overHttp'] })),
  end: () => Promise.reject(new Refused({ code: 'malformed', detail: ['overHttp'] })),
}

/** What the handler knows of who asks. What is safe to repeat needs no kept answer, so no request in its cause. */
const askingOf = ({ actor, surface, address, session }: Caller, { name, id, hash }: Asked): Asking => ({
  actor,
  surface,
  address,
  session: session ?? offSocket,
  cause: {
    by: causeOf(actor),
    ...(requests[name].safeToRepeat
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
})

/** Why this caller may not ask this; null when they may. */
const forbids = ({ by, overHttp }: RequestDeclaration, { actor, session }: Caller): Outcome<never> | null => {
  if (!by.some((role) => role === actor.role))
    return refuse(actor.role === 'visitor' ? 'signedOut' : 'forbidden')
  return overHttp === true && session === null ? refuse('malformed', 'overHttp') : null
}

/**
 * The one way in: known? allowed? not too often? well formed? repeated? Then the noun's handler, whose answer is
 * cut to the declared shape. Whatever goes wrong inside is logged under a reference and answered `internal`.
 */
export const createAnswer = (about: { readonly handlers: Handlers; readonly log: Logger }): Answer => {
  const pacing = createPacing(limits)
  const once = createOnce()

  const failed = (name: string, error: unknown): Outcome<never> => {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    if (isAway(error)) return { ok: false, refusal: { code: 'unavailable', retryAfterMs: 1_000 } }
    return internal(about.log, error, { request: name })
  }

  const run = async (name: RequestName, input: unknown, asking: Asking): Promise<Outcome<unknown>> => {
    try {
      // The input came out of this request's own schema: the receiving end of the protocol.
      const handler = about.handlers[name] as (input: unknown, asking: Asking) => Promise<Outcome<unknown>>
      const outcome = await handler(input, asking)
      return outcome.ok ? { ok: true, value: requests[name].output.parse(outcome.value) } : outcome
    } catch (error) {
      return failed(name, error)
    }
  }

  return async (caller, said) => {
    const shape = askedShape.safeParse(said)
    if (!shape.success) return refuse('malformed', 'name', 'id')
    const { name, id, input } = shape.data
    if (!isRequestName(name)) return refuse('unknown', name)
    const { role, sessionId } = caller.actor
    const retryAfterMs = await pacing(role === 'visitor' ? caller.address : sessionId)
    if (retryAfterMs > 0) return { ok: false, refusal: { code: 'tooMany', retryAfterMs } }
    const declaration: RequestDeclaration = requests[name]
    const forbidden = forbids(declaration, caller)
    if (forbidden !== null) return forbidden
    const parsed = declaration.input.safeParse(input)
    if (!parsed.success) return refuse('malformed', ...wrongFields(parsed.error))
    if (!isStorable([id, parsed.data])) return refuse('malformed', 'text')
    const asked: Asked = { name, id, hash: hashedLater(parsed.data) }
    const runIt = () => run(name, parsed.data, askingOf(caller, asked))
    return declaration.safeToRepeat ? runIt() : once(sessionId, asked, runIt)
  }
}

const wrongFields = (error: z.ZodError): string[] =>
  error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'input'}: ${issue.code}`)
