import { z } from 'zod'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'

const minute = 60_000
/** An open visit nobody touches ends by itself, so that the next person finds an empty kiosk (VISIT-6). */
export const idleMs = 30 * minute
/** A waiting applicant whose page is gone keeps the place this long (VISIT-5). */
export const awayMs = 3 * minute
/** Nobody waits longer than this without being told to come another day (VISIT-7). */
export const longestWaitMs = 4 * 60 * minute
/** After the call: time to read the receipt and to rate, extended by every action (VISIT-6). */
export const closingMs = 10 * minute

const base = {
  id: z.string(),
  openedAt: z.number(),
  /** Where the applicant is. */
  from: z.string(),
  place: z.enum(['kiosk', 'phone']),
  kioskId: z.string().optional(),
  language: z.enum(['zh', 'en']),
  /** The last time somebody showed to be there. */
  touchedAt: z.number(),
  /** Of the case handed in during this visit. */
  reference: z.string().optional(),
}
const wanted = { item: z.string().optional(), to: z.string() }
const queued = { ...wanted, queuedAt: z.number(), awayAt: z.number().optional() }
const assigned = { ...queued, callId: z.string(), clerkId: z.string() }

export const visitEndings = ['finished', 'left', 'idle', 'absent', 'waitedTooLong', 'revoked'] as const

export const visitState = z.discriminatedUnion('phase', [
  z.strictObject({
    phase: z.literal('open'),
    ...base,
    item: z.string().optional(),
    to: z.string().optional(),
  }),
  z.strictObject({ phase: z.literal('waiting'), ...base, ...queued }),
  z.strictObject({ phase: z.literal('offered'), ...base, ...assigned }),
  z.strictObject({ phase: z.literal('served'), ...base, ...assigned, answeredAt: z.number() }),
  z.strictObject({
    phase: z.literal('closing'),
    ...base,
    ...wanted,
    callId: z.string(),
    clerkId: z.string(),
    queuedAt: z.number(),
    answeredAt: z.number(),
    closedAt: z.number(),
    rating: z.number().int().min(1).max(5).optional(),
  }),
  z.strictObject({
    phase: z.literal('ended'),
    ...base,
    item: z.string().optional(),
    to: z.string().optional(),
    /** When it joined the queue and was answered: for the figures of the day. */
    queuedAt: z.number().optional(),
    answeredAt: z.number().optional(),
    endedAt: z.number(),
    reason: z.enum(visitEndings),
    rating: z.number().int().min(1).max(5).optional(),
  }),
])
export type VisitState = z.infer<typeof visitState>
export type VisitEnding = (typeof visitEndings)[number]

export type VisitEvent = { readonly at: number } & (
  | { readonly type: 'touched' }
  | { readonly type: 'chosen'; readonly item: string | undefined; readonly to: string }
  | { readonly type: 'moved'; readonly place: 'kiosk' | 'phone' }
  | { readonly type: 'queued' }
  | { readonly type: 'away' }
  | { readonly type: 'back' }
  | { readonly type: 'offered'; readonly callId: string; readonly clerkId: string }
  | { readonly type: 'offerLapsed'; readonly callId: string }
  | { readonly type: 'answered'; readonly callId: string }
  | { readonly type: 'callEnded'; readonly callId: string }
  /** The clerk names the item of a caller who chose none (VISIT-8). */
  | { readonly type: 'assigned'; readonly item: string }
  | { readonly type: 'submitted'; readonly reference: string }
  | { readonly type: 'rated'; readonly rating: number }
  | { readonly type: 'ended'; readonly reason: VisitEnding }
  | { readonly type: 'due' }
)

/** A visit that has just begun: nothing chosen yet. */
export const newVisit = (about: {
  readonly id: string
  readonly at: number
  readonly from: string
  readonly place: 'kiosk' | 'phone'
  readonly kioskId?: string
  readonly language: 'zh' | 'en'
}): VisitState => ({
  phase: 'open',
  id: about.id,
  openedAt: about.at,
  touchedAt: about.at,
  from: about.from,
  place: about.place,
  ...(about.kioskId === undefined ? {} : { kioskId: about.kioskId }),
  language: about.language,
})

const shared = (state: VisitState) => ({
  id: state.id,
  openedAt: state.openedAt,
  from: state.from,
  place: state.place,
  ...(state.kioskId === undefined ? {} : { kioskId: state.kioskId }),
  language: state.language,
  touchedAt: state.touchedAt,
  ...(state.reference === undefined ? {} : { reference: state.reference }),
})

const end = (state: VisitState, at: number, reason: VisitEnding): VisitState => ({
  phase: 'ended',
  ...shared(state),
  ...(state.item === undefined ? {} : { item: state.item }),
  ...(state.to === undefined ? {} : { to: state.to }),
  ...('queuedAt' in state ? { queuedAt: state.queuedAt } : {}),
  ...('answeredAt' in state ? { answeredAt: state.answeredAt } : {}),
  endedAt: at,
  reason,
  ...('rating' in state && state.rating !== undefined ? { rating: state.rating } : {}),
})

type Phase<P extends VisitState['phase']> = Extract<VisitState, { phase: P }>

const inOpen = (state: Phase<'open'>, event: VisitEvent): Outcome<VisitState> => {
  if (event.type === 'chosen') {
    const { item: _item, ...rest } = state
    return ok({
      ...rest,
      to: event.to,
      touchedAt: event.at,
      ...(event.item === undefined ? {} : { item: event.item }),
    })
  }
  if (event.type === 'queued') {
    if (state.to === undefined) return refuse('incomplete', 'to')
    const wants = { to: state.to, ...(state.item === undefined ? {} : { item: state.item }) }
    return ok({ phase: 'waiting', ...shared(state), touchedAt: event.at, ...wants, queuedAt: event.at })
  }
  if (event.type === 'due')
    return event.at >= state.touchedAt + idleMs ? ok(end(state, event.at, 'idle')) : ok(state)
  return refuse('wrongState', state.phase)
}

const inWaiting = (state: Phase<'waiting'>, event: VisitEvent): Outcome<VisitState> => {
  if (event.type === 'offered') {
    if (state.awayAt !== undefined) return refuse('wrongState', 'away')
    return ok({ ...state, phase: 'offered', callId: event.callId, clerkId: event.clerkId })
  }
  if (event.type === 'due') {
    if (state.awayAt !== undefined && event.at >= state.awayAt + awayMs)
      return ok(end(state, event.at, 'absent'))
    if (event.at >= state.queuedAt + longestWaitMs) return ok(end(state, event.at, 'waitedTooLong'))
    return ok(state)
  }
  return refuse('wrongState', state.phase)
}

/** Back in the queue with the first arrival time, so the place is kept (VISIT-3). */
const backToWaiting = (state: Phase<'offered'>): VisitState => {
  const { callId: _callId, clerkId: _clerkId, ...rest } = state
  return { ...rest, phase: 'waiting' }
}

const inOffered = (state: Phase<'offered'>, event: VisitEvent): Outcome<VisitState> => {
  if (event.type === 'offerLapsed' && event.callId === state.callId) return ok(backToWaiting(state))
  if (event.type === 'answered' && event.callId === state.callId)
    return ok({ ...state, phase: 'served', answeredAt: event.at })
  return refuse('wrongState', state.phase)
}

/** One visit hands in one case (VISIT-9). */
const submit = (state: Phase<'served'> | Phase<'closing'>, reference: string): Outcome<VisitState> =>
  state.reference === undefined ? ok({ ...state, reference }) : refuse('wrongState', 'submitted')

const inServed = (state: Phase<'served'>, event: VisitEvent): Outcome<VisitState> => {
  if (event.type === 'assigned') {
    if (state.reference !== undefined) return refuse('wrongState', 'submitted')
    return ok({ ...state, item: event.item })
  }
  if (event.type === 'submitted') return submit(state, event.reference)
  if (event.type !== 'callEnded' || event.callId !== state.callId) return refuse('wrongState', state.phase)
  const wants = { to: state.to, ...(state.item === undefined ? {} : { item: state.item }) }
  return ok({
    phase: 'closing',
    ...shared(state),
    touchedAt: event.at,
    ...wants,
    callId: state.callId,
    clerkId: state.clerkId,
    queuedAt: state.queuedAt,
    answeredAt: state.answeredAt,
    closedAt: event.at,
  })
}

const inClosing = (state: Phase<'closing'>, event: VisitEvent): Outcome<VisitState> => {
  // The clerk may still hand in during the wrap-up what was finished in the call.
  if (event.type === 'submitted') return submit(state, event.reference)
  if (event.type === 'rated') return ok({ ...state, rating: event.rating, touchedAt: event.at })
  // The call broke off or something was forgotten: the same visit may wait again.
  if (event.type === 'queued') {
    const wants = { to: state.to, ...(state.item === undefined ? {} : { item: state.item }) }
    return ok({ phase: 'waiting', ...shared(state), touchedAt: event.at, ...wants, queuedAt: event.at })
  }
  if (event.type === 'due')
    return event.at >= state.touchedAt + closingMs ? ok(end(state, event.at, 'finished')) : ok(state)
  return refuse('wrongState', state.phase)
}

const presence = (state: VisitState, event: VisitEvent): VisitState | null => {
  if (state.phase !== 'waiting' && state.phase !== 'offered') return null
  if (event.type === 'away') return { ...state, awayAt: state.awayAt ?? event.at }
  if (event.type !== 'back') return null
  const { awayAt: _awayAt, ...rest } = state
  return rest
}

/**
 * The visit machine. Refuses `wrongState` for what cannot happen now and `incomplete` for queueing without a
 * destination. Ending is possible from every state but `served`: there the call ends first (VISIT-4).
 */
export const advanceVisit = (state: VisitState, event: VisitEvent): Outcome<VisitState> => {
  if (state.phase === 'ended') return refuse('wrongState', 'ended')
  const present = presence(state, event)
  if (present !== null) return ok(present)
  if (event.type === 'away' || event.type === 'back') return ok(state)
  if (event.type === 'touched') return ok({ ...state, touchedAt: event.at })
  if (event.type === 'moved') return ok({ ...state, place: event.place, touchedAt: event.at })
  if (event.type === 'ended' && state.phase !== 'served' && state.phase !== 'offered')
    return ok(end(state, event.at, event.reason))
  switch (state.phase) {
    case 'open':
      return inOpen(state, event)
    case 'waiting':
      return inWaiting(state, event)
    case 'offered':
      return inOffered(state, event)
    case 'served':
      return inServed(state, event)
    case 'closing':
      return inClosing(state, event)
  }
}

/** When the machine wants a `due` event, ms since the epoch; null when the call or nobody bounds the state. */
export const visitDueAt = (state: VisitState): number | null => {
  switch (state.phase) {
    case 'open':
      return state.touchedAt + idleMs
    case 'waiting':
      return Math.min(
        state.queuedAt + longestWaitMs,
        state.awayAt === undefined ? Infinity : state.awayAt + awayMs,
      )
    case 'closing':
      return state.touchedAt + closingMs
    case 'offered':
    case 'served':
    case 'ended':
      return null
  }
}
