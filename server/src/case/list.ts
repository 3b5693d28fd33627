import type { CaseState } from '@farwindow/shared/case/machine.ts'
import { agedCase } from './settle.ts'
import type { House } from '../house.ts'
import { list } from '../store/list.ts'

const openPhases = ['received', 'accepted', 'transferred', 'deciding', 'approved', 'correcting'] as const
const closedPhases = ['issued', 'refused', 'withdrawn'] as const
/** Closed cases are a past without end: the latest are listed, the others found by their reference. */
const mostClosed = 200

/** By when somebody has to act, ms since the epoch; the applicant's turn comes after all of the office's. */
const urgency = (state: CaseState): number => {
  switch (state.phase) {
    case 'received':
      return state.answerBy
    case 'accepted':
    case 'transferred':
    case 'deciding':
      return state.decideBy
    case 'approved':
      return state.issueBy
    case 'correcting':
    case 'issued':
    case 'refused':
    case 'withdrawn':
      return Infinity
  }
}

/** The cases of an office: first what it must act on, the most urgent on top, then the applicants' turn, then what is over. */
export const casesOf = async (house: House, jurisdiction: string): Promise<CaseState[]> => {
  const [open, closed] = await Promise.all([
    list(house.db, 'case', { jurisdiction, phases: openPhases }),
    list(house.db, 'case', { jurisdiction, phases: closedPhases, latest: true, limit: mostClosed }),
  ])
  const now = house.now()
  return [
    ...open.map(({ state }) => agedCase(state, now)).sort((one, other) => urgencyOrder(one, other)),
    ...closed.map(({ state }) => state),
  ]
}

/** Infinity minus itself is no number. */
const urgencyOrder = (one: CaseState, other: CaseState): number =>
  urgency(one) === urgency(other) ? one.receivedAt - other.receivedAt : urgency(one) < urgency(other) ? -1 : 1
