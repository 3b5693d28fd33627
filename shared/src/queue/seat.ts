import { z } from 'zod'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'

/** A ready clerk whose page is gone this long is signed off the queue (QUEUE-5). */
export const seatAwayMs = 15_000
/** Wrap-up ends by itself; the clerk may end it earlier (QUEUE-6). */
export const wrapUpMs = 5 * 60_000

export const breakReasons = ['rest', 'meal', 'meeting', 'training', 'unanswered', 'other'] as const
export const breakReason = z.enum(breakReasons)
export type BreakReason = (typeof breakReasons)[number]

const base = {
  personId: z.string(),
  jurisdiction: z.string(),
  name: z.string(),
  /** The number on the clerk's desk plate, said to the applicant. */
  number: z.string(),
  skills: z.array(z.string()),
  since: z.number(),
}

/** A clerk's seat at the window (坐席): what the queue may count on. */
export const seatState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('off'), ...base }),
  z.strictObject({ phase: z.literal('ready'), ...base, awayAt: z.number().optional() }),
  z.strictObject({ phase: z.literal('offered'), ...base, callId: z.string() }),
  z.strictObject({ phase: z.literal('serving'), ...base, callId: z.string() }),
  z.strictObject({ phase: z.literal('wrapUp'), ...base, callId: z.string() }),
  z.strictObject({ phase: z.literal('break'), ...base, reason: breakReason }),
])
export type SeatState = z.infer<typeof seatState>

export type SeatEvent = { readonly at: number } & (
  | { readonly type: 'ready' }
  | { readonly type: 'break'; readonly reason: BreakReason }
  | { readonly type: 'off' }
  | { readonly type: 'away' }
  | { readonly type: 'back' }
  | { readonly type: 'offered'; readonly callId: string }
  | { readonly type: 'withdrawn'; readonly callId: string }
  | { readonly type: 'unanswered'; readonly callId: string }
  | { readonly type: 'answered'; readonly callId: string }
  | { readonly type: 'callEnded'; readonly callId: string }
  | { readonly type: 'due' }
)

/** A seat nobody sits on yet. */
export const newSeat = (about: Omit<Extract<SeatState, { phase: 'off' }>, 'phase'>): SeatState => ({
  phase: 'off',
  ...about,
})

const own = (state: SeatState, at: number) => ({
  personId: state.personId,
  jurisdiction: state.jurisdiction,
  name: state.name,
  number: state.number,
  skills: state.skills,
  since: at,
})

/** The clerk decides these, but never in the middle of a call (QUEUE-4). */
const chosen = (state: SeatState, event: SeatEvent): Outcome<SeatState> | null => {
  if (event.type !== 'ready' && event.type !== 'break' && event.type !== 'off') return null
  if (state.phase === 'offered' || state.phase === 'serving') return refuse('wrongState', state.phase)
  if (event.type === 'ready')
    return ok(state.phase === 'ready' ? state : { phase: 'ready', ...own(state, event.at) })
  if (event.type === 'break') return ok({ phase: 'break', ...own(state, event.at), reason: event.reason })
  return ok({ phase: 'off', ...own(state, event.at) })
}

const ofCall = (state: SeatState, event: SeatEvent): Outcome<SeatState> => {
  if (event.type === 'offered') {
    if (state.phase !== 'ready' || state.awayAt !== undefined) return refuse('wrongState', state.phase)
    return ok({ phase: 'offered', ...own(state, event.at), callId: event.callId })
  }
  if (!('callId' in event) || !('callId' in state) || event.callId !== state.callId)
    return refuse('wrongState', state.phase)
  if (state.phase === 'offered') {
    if (event.type === 'answered')
      return ok({ phase: 'serving', ...own(state, event.at), callId: state.callId })
    if (event.type === 'withdrawn') return ok({ phase: 'ready', ...own(state, event.at) })
    if (event.type === 'unanswered')
      return ok({ phase: 'break', ...own(state, event.at), reason: 'unanswered' })
  }
  if (state.phase === 'serving' && event.type === 'callEnded')
    return ok({ phase: 'wrapUp', ...own(state, event.at), callId: state.callId })
  return refuse('wrongState', state.phase)
}

const present = (state: SeatState, event: SeatEvent): SeatState | null => {
  if (event.type === 'away')
    return state.phase === 'ready' ? { ...state, awayAt: state.awayAt ?? event.at } : state
  if (event.type !== 'back') return null
  if (state.phase !== 'ready') return state
  const { awayAt: _awayAt, ...rest } = state
  return rest
}

const due = (state: SeatState, at: number): SeatState => {
  if (state.phase === 'ready' && state.awayAt !== undefined && at >= state.awayAt + seatAwayMs)
    return { phase: 'off', ...own(state, at) }
  if (state.phase === 'wrapUp' && at >= state.since + wrapUpMs) return { phase: 'ready', ...own(state, at) }
  return state
}

/** The seat machine. Refuses `wrongState`. */
export const advanceSeat = (state: SeatState, event: SeatEvent): Outcome<SeatState> => {
  if (event.type === 'due') return ok(due(state, event.at))
  const there = present(state, event)
  if (there !== null) return ok(there)
  return chosen(state, event) ?? ofCall(state, event)
}

/** When the machine wants a `due` event (ms since the epoch). */
export const seatDueAt = (state: SeatState): number | null => {
  if (state.phase === 'ready') return state.awayAt === undefined ? null : state.awayAt + seatAwayMs
  return state.phase === 'wrapUp' ? state.since + wrapUpMs : null
}
