import { advanceIdentity, isUndecided, newIdentity } from '@farwindow/shared/identity/machine.ts'
import type { IdentityEvent, IdentityState } from '@farwindow/shared/identity/machine.ts'
import { scripts } from '@farwindow/shared/identity/script.ts'
import { viewIdentity } from '@farwindow/shared/identity/view.ts'
import { sides } from '@farwindow/shared/call/machine.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { pagesOf } from '../visit/party.ts'
import { remarkOf } from './remark.ts'

/** Each side hears its own view of the check (IDENT-11). */
const announceCheck = (work: Work, visit: VisitState, state: IdentityState): void => {
  for (const side of sides) {
    const to = pagesOf(visit, side)
    if (to.length > 0)
      work.announce({ name: 'identity.changed', data: { side, identity: viewIdentity(state, side) }, to })
  }
}

/** The check a call begins with, waiting for consent. No kiosk brings a card reader yet. */
export const freshCheck = (visit: VisitState, callId: string, at: number): IdentityState =>
  newIdentity(visit.place, { id: callId, visitId: visit.id, at, devices: [] })

/**
 * Sends an event to the check of the visit's call; the first one begins it. There is one check a call, under the
 * call's id, and it moves only while the call goes on: otherwise `wrongState`. Returns the next state.
 */
export const advanceCheck = async (
  work: Work,
  visit: VisitState,
  event: IdentityEvent,
): Promise<IdentityState> => {
  if (visit.phase !== 'served') return work.refuse({ code: 'wrongState', detail: [visit.phase] })
  const check = await work.load('identity', visit.callId)
  const before = check?.state ?? freshCheck(visit, visit.callId, work.at)
  const next = work.must(advanceIdentity(scripts[before.script], before, event))
  const happening = { name: event.type, data: remarkOf(event, next) }
  if (check === null) {
    work.create('identity', visit.callId, next, happening, { visitId: visit.id, jurisdiction: visit.to })
  } else work.save(check, next, happening)
  announceCheck(work, visit, next)
  return next
}

/** Ends or moves a check by the clock or with its call; what is decided stays (IDENT-1, IDENT-10). */
export const closeCheck = (
  work: Work,
  check: Loaded<'identity'>,
  visit: VisitState,
  type: 'due' | 'callEnded',
): void => {
  const { state } = check
  if (!isUndecided(state)) return
  // A check that has run out lapses as that, also when its call ends before its timer rang.
  const event = { type: work.at >= state.lapsesAt ? ('due' as const) : type, at: work.at }
  const next = work.must(advanceIdentity(scripts[state.script], state, event))
  if (next === state) return
  work.save(check, next, { name: event.type, data: remarkOf(event, next) })
  announceCheck(work, visit, next)
}
