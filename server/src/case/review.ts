import type { CaseEvent } from '@farwindow/shared/case/machine.ts'
import type { CorrectionPoint } from '@farwindow/shared/case/correction.ts'
import type { CaseSummary } from '@farwindow/shared/case/sight.ts'
import { summariseCase } from '@farwindow/shared/case/view.ts'
import { locate } from '@farwindow/shared/form/field.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { itemOf } from '../catalogue/editions.ts'
import type { Asking, HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { list } from '../store/list.ts'
import { ownCase } from './own.ts'
import { demandResult } from './result.ts'
import { moveCase } from './settle.ts'

type Reviewing = Pick<
  HandlersOf<'case'>,
  | 'case.accept'
  | 'case.transfer'
  | 'case.begin'
  | 'case.askCorrection'
  | 'case.approve'
  | 'case.refuse'
  | 'case.issue'
  | 'case.deliver'
  | 'case.followUp'
>

/** Moves a case of the reviewer's office by one event; what the event says besides is kept in the record. */
const move = (
  house: House,
  { actor, cause }: Asking,
  reference: string,
  eventOf: (noted: { readonly at: number; readonly by: string }) => CaseEvent,
  before?: (work: Work, found: Loaded<'case'>) => Promise<void>,
): Promise<Outcome<CaseSummary>> =>
  house.commit(cause, async (work) => {
    const found = await ownCase(work, actor, reference)
    if (before !== undefined) await before(work, found)
    const event = eventOf({ at: work.at, by: actor.personId ?? actor.sessionId })
    const { type: _type, at: _at, ...data } = event
    return summariseCase(moveCase(work, found, event, data))
  })

/** Points name what the applicant can mend: a field of the form, or a paper of the guide; that paper goes back. */
const checkPoints = async (
  house: House,
  work: Work,
  found: Loaded<'case'>,
  points: readonly CorrectionPoint[],
): Promise<void> => {
  const { visitId } = found.state
  const form = await work.need('form', visitId)
  const item = await itemOf(work, form.state)
  const unknown = points.filter(({ kind, path }) =>
    kind === 'field'
      ? locate(item.form, form.state.rows, path) === undefined
      : item.guide.materials.every((material) => material.code !== path),
  )
  if (unknown.length > 0) work.refuse({ code: 'notFound', detail: unknown.map(({ path }) => path) })
  const stored = await list(house.db, 'file', { visitId, phases: ['stored'] })
  for (const { id } of stored) {
    const file = await work.need('file', id)
    const point = points.find(({ kind, path }) => kind === 'material' && path === file.state.material)
    if (point === undefined || file.state.verdict === 'returned') continue
    const { reason } = point
    const returned = { verdict: 'returned' as const, reason }
    work.save(file, { ...file.state, ...returned }, { name: 'judged', data: returned })
  }
}

/** What staff do with a case of their own office. */
export const createReviewing = (house: House): Reviewing => ({
  'case.accept': ({ reference, note }, asking) =>
    move(house, asking, reference, (noted) => ({ type: 'accepted', ...noted, note })),
  'case.transfer': ({ reference, note, to }, asking) =>
    move(house, asking, reference, (noted) => ({ type: 'transferred', ...noted, note, to })),
  'case.begin': ({ reference, note }, asking) =>
    move(house, asking, reference, (noted) => ({ type: 'begun', ...noted, note })),
  'case.askCorrection': ({ reference, note, points }, asking) =>
    move(
      house,
      asking,
      reference,
      (noted) => ({ type: 'correctionRequested', ...noted, note, points }),
      (work, found) => checkPoints(house, work, found, points),
    ),
  'case.approve': ({ reference, note }, asking) =>
    move(house, asking, reference, (noted) => ({ type: 'approved', ...noted, note })),
  'case.refuse': ({ reference, reason }, asking) =>
    move(house, asking, reference, (noted) => ({ type: 'refused', ...noted, reason })),
  'case.issue': ({ reference, note, handings }, asking) =>
    move(
      house,
      asking,
      reference,
      (noted) => ({ type: 'issued', ...noted, note, handings }),
      (work, found) => demandResult(work, found, handings),
    ),
  'case.deliver': ({ reference, method }, asking) =>
    move(house, asking, reference, (noted) => ({ type: 'delivered', ...noted, method })),
  'case.followUp': ({ reference, note }, asking) =>
    move(house, asking, reference, (noted) => ({ type: 'followedUp', ...noted, note })),
})
