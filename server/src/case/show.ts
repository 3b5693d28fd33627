import { viewCase } from '@farwindow/shared/case/view.ts'
import { viewForm } from '@farwindow/shared/form/mask.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import { lookEdition } from '../catalogue/editions.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { viewFile } from '../record/view.ts'
import { list, look } from '../store/list.ts'
import { doersOf, nameDoers } from './names.ts'
import { ownCase } from './own.ts'
import { agedCase } from './settle.ts'

/** How the applicant was identified: the last check of the visit that was accepted. */
const identified = async (house: House, visitId: string) => {
  const checks = await list(house.db, 'identity', { visitId, phases: ['accepted'] })
  const state = checks.at(-1)?.state
  if (state?.phase !== 'accepted') return null
  return { decidedAt: state.decidedAt, by: state.by, note: state.note }
}

/** One case with everything in it, in the clear for the office that decides; the look is committed first (RECORD-6). */
export const createShow =
  (house: House): HandlersOf<'case'>['case.show'] =>
  async ({ reference }, { actor, cause }) => {
    const looked = await house.commit(cause, async (work) => {
      const found = await ownCase(work, actor, reference)
      work.note(found, { name: 'looked' })
      return found.state
    })
    if (!looked.ok) return looked
    const { visitId } = looked.value
    const [form, files, identity] = await Promise.all([
      look(house.db, 'form', visitId),
      list(house.db, 'file', { visitId, phases: ['stored'] }),
      identified(house, visitId),
    ])
    const item = form === null ? null : await lookEdition(house.db, form.definition)
    if (form === null || item === null) return refuse('notFound')
    const definition = item.form
    const aged = agedCase(looked.value, house.now())
    const named = await nameDoers(house, [...doersOf(aged), ...(identity === null ? [] : [identity.by])])
    return ok({
      ...viewCase(aged, named),
      definition,
      // What the applicant sees: nothing masked.
      form: viewForm('applicant', form, definition),
      // What was sent in the talk is the two's alone (TALK-7).
      files: files.filter(({ state }) => state.purpose !== 'chat').map(({ state }) => viewFile(state)),
      identity: identity === null ? null : { ...identity, by: named(identity.by) },
    })
  }
