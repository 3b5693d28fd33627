import { sides } from '@farwindow/shared/call/machine.ts'
import type { Side } from '@farwindow/shared/call/machine.ts'
import { changeBetween } from '@farwindow/shared/form/change.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormState } from '@farwindow/shared/form/edit.ts'
import { viewForm } from '@farwindow/shared/form/mask.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import type { Announcement } from '../store/announcement.ts'
import type { Work } from '../store/commit.ts'
import { otherSide, pagesOf } from '../visit/party.ts'

/** Paths whose value was changed, or shown or hidden, between two states of a form. */
const touched = (before: FormState, after: FormState): string[] => {
  const changed = [...Object.keys(before.values), ...Object.keys(after.values)].filter(
    (path) => before.values[path] !== after.values[path],
  )
  const shown = after.released.filter((path) => !before.released.includes(path))
  const hidden = before.released.filter((path) => !after.released.includes(path))
  return [...new Set([...changed, ...shown, ...hidden])]
}

const only = <F extends FormState>(form: F, paths: readonly string[]): F => ({
  ...form,
  values: Object.fromEntries(
    paths.flatMap((path) => {
      const field = form.values[path]
      return field === undefined ? [] : [[path, field] as const]
    }),
  ),
})

/**
 * FORM-32: shows the other side what one types while it is being written down. A view of the moment, as passing
 * as a cursor: masked like everything else, and gone from the screen when it could not be kept.
 */
export const aheadOf = (
  visit: VisitState,
  definition: FormDefinition,
  after: FormState,
  by: Side,
  path: string,
): Announcement => {
  const side = otherSide(by)
  const { revision, values } = viewForm(side, only(after, [path]), definition)
  return { name: 'form.ahead', data: { visitId: visit.id, revision, values }, to: pagesOf(visit, side) }
}

/** Nothing is ahead any more: what was told could not be kept. */
export const nothingAhead = (visit: VisitState, by: Side): Announcement => ({
  name: 'form.ahead',
  data: { visitId: visit.id, revision: 0, values: {} },
  to: pagesOf(visit, otherSide(by)),
})

/**
 * Tells each side what changed in what it may see: the clerk's copy is masked here, not on the screen (FORM-12).
 * Only what the event touched is looked at: this runs with every keystroke.
 */
export const announceForm = (
  work: Work,
  visit: VisitState,
  definition: FormDefinition,
  before: FormState,
  after: FormState,
): void => {
  const paths = touched(before, after)
  for (const side of sides) {
    const to = pagesOf(visit, side)
    if (to.length === 0) continue
    const viewOf = (form: FormState) => viewForm(side, only(form, paths), definition)
    work.announce({
      name: 'form.changed',
      data: { visitId: visit.id, ...changeBetween(viewOf(before), viewOf(after)) },
      to,
    })
  }
}
