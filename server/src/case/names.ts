import type { CaseState } from '@farwindow/shared/case/machine.ts'
import type { Doer, ProgressView } from '@farwindow/shared/case/sight.ts'
import { viewProgress } from '@farwindow/shared/case/view.ts'
import type { House } from '../house.ts'
import { look } from '../store/list.ts'
import { agedCase } from './settle.ts'

/**
 * Who stands behind what steps keep: staff by name and number, never by login (CASE-17). Staff are never deleted, so
 * whoever is not among them is the applicant, whose sessions and visits have no name here.
 */
export const nameDoers = async (house: House, ids: readonly string[]): Promise<(by: string) => Doer> => {
  const unique = [...new Set(ids)].filter((id) => id !== 'system')
  const people = await Promise.all(unique.map((id) => look(house.db, 'person', id)))
  const staff = new Map<string, Doer>()
  for (const [index, person] of people.entries())
    if (person !== null)
      staff.set(unique[index] ?? '', { who: 'staff', name: person.name, number: person.number })
  return (by) => (by === 'system' ? { who: 'system' } : (staff.get(by) ?? { who: 'applicant' }))
}

/** Everybody a case names. */
export const doersOf = ({ steps, rating }: CaseState): string[] => [
  ...steps.map(({ by }) => by),
  ...(rating?.phase === 'followedUp' ? [rating.by] : []),
]

/** The case as its applicant sees it now, with the clerk they met as the call showed them (CASE-11). */
export const progressOf = async (house: House, state: CaseState): Promise<ProgressView> => {
  const aged = agedCase(state, house.now())
  const clerk = await look(house.db, 'person', state.steps[0]?.by ?? '')
  return clerk === null ? viewProgress(aged) : viewProgress(aged, { name: clerk.name, number: clerk.number })
}
