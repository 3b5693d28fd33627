import { sides } from '@farwindow/shared/call/machine.ts'
import { changeBetween } from '@farwindow/shared/form/change.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormState } from '@farwindow/shared/form/edit.ts'
import { viewForm } from '@farwindow/shared/form/mask.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import type { Work } from '../store/commit.ts'
import { pagesOf } from '../visit/party.ts'

/** Tells each side what changed in what it may see: the clerk's copy is masked here, not on the screen (FORM-12). */
export const announceForm = (
  work: Work,
  visit: VisitState,
  definition: FormDefinition,
  before: FormState,
  after: FormState,
): void => {
  for (const side of sides) {
    const to = pagesOf(visit, side)
    if (to.length === 0) continue
    const change = changeBetween(viewForm(side, before, definition), viewForm(side, after, definition))
    work.announce({ name: 'form.changed', data: { visitId: visit.id, ...change }, to })
  }
}
