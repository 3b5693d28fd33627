import { z } from 'zod'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import { callRoute } from './route.ts'
import type { CallRoute, RouteReason } from './route.ts'

/** How long an offer rings (CALL-2). */
export const ringMs = 20_000
/** How long a call waits for a side whose page or network is gone (CALL-5). */
export const absenceMs = 120_000
/** The longest call; nobody serves one person longer without a break (CALL-7). */
export const longestCallMs = 3 * 3_600_000

export const sides = ['applicant', 'clerk'] as const
export type Side = (typeof sides)[number]
export const side = z.enum(sides)

export const callEndings = ['hungUp', 'declined', 'unanswered', 'withdrawn', 'lost', 'tooLong'] as const

const base = {
  id: z.string(),
  visitId: z.string(),
  clerkId: z.string(),
  /** Of the deciding office. */
  jurisdiction: z.string(),
  item: z.string().optional(),
  offeredAt: z.number(),
}

const way = {
  /** Unset: over a media host. */
  route: callRoute.optional(),
  /** The clerk asked for the media host; nothing but the end of the call takes that back. */
  hostAsked: z.boolean().optional(),
}

export const callState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('ringing'), ...base, ...way }),
  z.strictObject({
    phase: z.literal('active'),
    ...base,
    ...way,
    answeredAt: z.number(),
    /** Since when a side's page is gone. */
    applicantAwayAt: z.number().optional(),
    clerkAwayAt: z.number().optional(),
  }),
  z.strictObject({
    phase: z.literal('ended'),
    ...base,
    answeredAt: z.number().optional(),
    endedAt: z.number(),
    reason: z.enum(callEndings),
    by: side.optional(),
  }),
])
export type CallState = z.infer<typeof callState>
export type CallEnding = (typeof callEndings)[number]

export type CallEvent = { readonly at: number } & (
  | { readonly type: 'answered' }
  | { readonly type: 'declined' }
  | { readonly type: 'withdrawn' }
  | { readonly type: 'hungUp'; readonly by: Side }
  | { readonly type: 'away'; readonly side: Side }
  | { readonly type: 'back'; readonly side: Side }
  | { readonly type: 'due' }
  | RouteEvent
)

type CourseEvent = Exclude<CallEvent, RouteEvent>
type RouteEvent =
  | { readonly type: 'routed'; readonly route: CallRoute; readonly why: RouteReason }
  | { readonly type: 'hostAsked' }

/** A call that begins to ring at one clerk. */
export const newCall = (about: Omit<Extract<CallState, { phase: 'ringing' }>, 'phase'>): CallState => ({
  phase: 'ringing',
  ...about,
})

type Ringing = Extract<CallState, { phase: 'ringing' }>
type Active = Extract<CallState, { phase: 'active' }>

const end = (state: Ringing | Active, at: number, reason: CallEnding, by?: Side): CallState => ({
  phase: 'ended',
  id: state.id,
  visitId: state.visitId,
  clerkId: state.clerkId,
  jurisdiction: state.jurisdiction,
  ...(state.item === undefined ? {} : { item: state.item }),
  offeredAt: state.offeredAt,
  ...(state.phase === 'active' ? { answeredAt: state.answeredAt } : {}),
  endedAt: at,
  reason,
  ...(by === undefined ? {} : { by }),
})

const inRinging = (state: Ringing, event: CourseEvent): Outcome<CallState> => {
  switch (event.type) {
    case 'answered':
      // A late key press does not win against the clock (CALL-2).
      if (event.at >= state.offeredAt + ringMs) return refuse('wrongState', 'unanswered')
      return ok({ ...state, phase: 'active', answeredAt: event.at })
    case 'declined':
      return ok(end(state, event.at, 'declined', 'clerk'))
    case 'withdrawn':
      return ok(end(state, event.at, 'withdrawn', 'applicant'))
    case 'due':
      return event.at >= state.offeredAt + ringMs ? ok(end(state, event.at, 'unanswered')) : ok(state)
    case 'hungUp':
    case 'away':
    case 'back':
      return refuse('wrongState', state.phase)
  }
}

const setAway = (state: Active, who: Side, at: number): CallState =>
  who === 'applicant'
    ? { ...state, applicantAwayAt: state.applicantAwayAt ?? at }
    : { ...state, clerkAwayAt: state.clerkAwayAt ?? at }

const setBack = (state: Active, who: Side): CallState => {
  const { applicantAwayAt, clerkAwayAt, ...rest } = state
  if (who === 'applicant') return clerkAwayAt === undefined ? rest : { ...rest, clerkAwayAt }
  return applicantAwayAt === undefined ? rest : { ...rest, applicantAwayAt }
}

const inActive = (state: Active, event: CourseEvent): Outcome<CallState> => {
  switch (event.type) {
    case 'hungUp':
      return ok(end(state, event.at, 'hungUp', event.by))
    case 'withdrawn':
      return ok(end(state, event.at, 'withdrawn', 'applicant'))
    case 'away':
      return ok(setAway(state, event.side, event.at))
    case 'back':
      return ok(setBack(state, event.side))
    case 'due': {
      const missing = lostSide(state, event.at)
      if (missing !== null) return ok(end(state, event.at, 'lost', missing))
      return event.at >= state.answeredAt + longestCallMs ? ok(end(state, event.at, 'tooLong')) : ok(state)
    }
    case 'answered':
    case 'declined':
      return refuse('wrongState', state.phase)
  }
}

const lostSide = (state: Active, at: number): Side | null => {
  if (state.applicantAwayAt !== undefined && at >= state.applicantAwayAt + absenceMs) return 'applicant'
  if (state.clerkAwayAt !== undefined && at >= state.clerkAwayAt + absenceMs) return 'clerk'
  return null
}

/** The way of a call may change as long as it rings or goes on (DIRECT-2); it rings, and is talked in, all the same. */
const reroute = (state: Ringing | Active, event: RouteEvent): CallState => {
  if (event.type === 'hostAsked') return state.hostAsked === true ? state : { ...state, hostAsked: true }
  return wayOf(state) === event.route ? state : { ...state, route: event.route }
}

/** How the pictures and sound of a call that is not over travel. */
export const wayOf = (state: Ringing | Active): CallRoute => state.route ?? 'sfu'

/** THE call machine. Refuses `wrongState` for what cannot happen now; an ended call stays ended (CALL-1). */
export const advanceCall = (state: CallState, event: CallEvent): Outcome<CallState> => {
  if (state.phase === 'ended') return refuse('wrongState', 'ended')
  if (event.type === 'routed' || event.type === 'hostAsked') return ok(reroute(state, event))
  return state.phase === 'ringing' ? inRinging(state, event) : inActive(state, event)
}

/** When the machine wants a `due` event (ms since the epoch), null when final. */
export const callDueAt = (state: CallState): number | null => {
  switch (state.phase) {
    case 'ringing':
      return state.offeredAt + ringMs
    case 'active':
      return Math.min(
        state.answeredAt + longestCallMs,
        (state.applicantAwayAt ?? Infinity) + absenceMs,
        (state.clerkAwayAt ?? Infinity) + absenceMs,
      )
    case 'ended':
      return null
  }
}
