import type { CaseEvent } from '@farwindow/shared/case/machine.ts'
import type { ProgressView } from '@farwindow/shared/case/sight.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Asking, HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { look } from '../store/list.ts'
import type { Access } from './access.ts'
import { progressOf } from './names.ts'
import { moveCase } from './settle.ts'

type Held = Pick<HandlersOf<'case'>, 'case.progress' | 'case.withdraw' | 'case.rate'>

/** What whoever has reference and code may do besides answering a notice: look, take it back, say how it was. */
export const createHolding = (house: House, access: Access): Held => {
  const move = async (
    { reference, code }: { readonly reference: string; readonly code: string },
    { cause, address }: Asking,
    eventOf: (noted: { readonly at: number; readonly by: string }) => CaseEvent,
  ): Promise<Outcome<ProgressView>> => {
    const opened = await access(reference, code, address)
    if (!opened.ok) return opened
    return house.commit(cause, async (work) => {
      const found = await work.need('case', opened.value.reference)
      const event = eventOf({ at: work.at, by: 'applicant' })
      const { type: _type, at: _at, ...data } = event
      return progressOf(house, moveCase(work, found, event, data))
    })
  }
  return {
    'case.progress': async ({ reference, code }, { address }) => {
      const opened = await access(reference, code, address)
      if (!opened.ok) return opened
      const found = await look(house.db, 'case', opened.value.reference)
      return found === null ? refuse('notFound') : ok(await progressOf(house, found))
    },
    'case.withdraw': ({ note, ...key }, asking) =>
      move(key, asking, (noted) => ({ type: 'withdrawn', ...noted, note })),
    'case.rate': ({ level, comment, ...key }, asking) =>
      move(key, asking, (noted) => ({ type: 'rated', ...noted, level, comment })),
  }
}
