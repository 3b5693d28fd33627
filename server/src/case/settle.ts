import { chinaCalendar } from '@farwindow/shared/case/calendar.ts'
import { advanceCase } from '@farwindow/shared/case/machine.ts'
import type { CaseEvent, CaseState } from '@farwindow/shared/case/machine.ts'
import { summariseCase } from '@farwindow/shared/case/view.ts'
import type { Loaded, Work } from '../store/commit.ts'

/** The reviewers of the deciding office hear of the case; once it is rated, its supervisors too. */
export const announceCase = (work: Work, state: CaseState): void =>
  work.announce({
    name: 'case.changed',
    data: summariseCase(state),
    to: [
      {
        jurisdiction: state.jurisdiction,
        roles: state.rating === undefined ? ['reviewer'] : ['reviewer', 'supervisor'],
      },
    ],
  })

/** Sends an event to the case, saves what it made and tells the office. Refuses what the machine refuses. */
export const moveCase = (work: Work, found: Loaded<'case'>, event: CaseEvent, data: object): CaseState => {
  const next = work.must(advanceCase(chinaCalendar, found.state, event))
  if (next === found.state) return next
  work.save(found, next, { name: event.type, data })
  announceCase(work, next)
  return next
}

/** The case as time has made it by `at`, for whoever looks before the timer has rung (CASE-2). */
export const agedCase = (state: CaseState, at: number): CaseState => {
  const aged = advanceCase(chinaCalendar, state, { type: 'due', at })
  return aged.ok ? aged.value : state
}
