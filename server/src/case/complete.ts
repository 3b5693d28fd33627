import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { advanceForm } from '@farwindow/shared/form/edit.ts'
import type { FormState } from '@farwindow/shared/form/edit.ts'
import { isUndecided, stepsToDo } from '@farwindow/shared/identity/machine.ts'
import { scripts } from '@farwindow/shared/identity/script.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import { digestOf } from '../form/digest.ts'
import type { House } from '../house.ts'
import { freshCheck } from '../identity/settle.ts'
import type { Work } from '../store/commit.ts'
import type { FileState } from '../store/kinds.ts'
import { list } from '../store/list.ts'

/** A visit whose call was answered. */
export type Served = Extract<VisitState, { phase: 'served' | 'closing' }>

/** The clerk must have accepted who it is, in this call (IDENT-7). */
export const demandIdentity = async (work: Work, visit: Served): Promise<void> => {
  const check = await work.load('identity', visit.callId)
  const state = check?.state ?? freshCheck(visit, visit.callId, work.at)
  if (state.phase === 'accepted') return
  const missing = isUndecided(state) ? stepsToDo(scripts[state.script], state) : []
  work.refuse({ code: 'stepsMissing', detail: missing.length > 0 ? missing : [state.phase] })
}

/** The visit's files as they are, held: a verdict given meanwhile makes the commit look again. */
export const heldFiles = async (house: House, work: Work, visitId: string): Promise<FileState[]> => {
  const stored = await list(house.db, 'file', { visitId, phases: ['stored'] })
  const files: FileState[] = []
  for (const { id } of stored) files.push((await work.need('file', id)).state)
  return files
}

const materialsOf = (files: readonly FileState[]): string[] => [
  ...new Set(files.flatMap(({ material }) => material ?? [])),
]

/**
 * The form sealed, and the signature it was sealed with. Refuses `incomplete` with everything that is missing at
 * once (CASE-13): `field:…`, `confirm:…`, `material:…`, `returned:…`, `signature`, `delivery`.
 */
export const sealForm = (
  work: Work,
  item: Item,
  form: FormState,
  about: { readonly files: readonly FileState[]; readonly who: string; readonly delivery: DeliveryWish },
): { readonly sealed: FormState; readonly data: object } => {
  const papers = about.files.filter(({ purpose }) => purpose === 'material')
  const returned = papers.filter(({ verdict }) => verdict === 'returned')
  const good = papers.filter((paper) => !returned.includes(paper))
  const materialsPresent = materialsOf(good)
  const { who, delivery } = about
  const event = { type: 'sealed', side: 'clerk', who, at: work.at, materialsPresent } as const
  const outcome = advanceForm(item.form, form, event)
  if (!outcome.ok && outcome.refusal.code !== 'incomplete') return work.refuse(outcome.refusal)

  const digest = digestOf(item.form, form)
  const signature = about.files.findLast(({ purpose, signs }) => purpose === 'signature' && signs === digest)
  const offered = item.guide.delivery.some(({ value }) => value.toLowerCase() === delivery.method)
  const missing = [
    ...(outcome.ok ? [] : (outcome.refusal.detail ?? [])),
    ...materialsOf(returned).map((code) => `returned:${code}`),
    ...(signature === undefined ? ['signature'] : []),
    ...(offered ? [] : ['delivery']),
  ]
  if (!outcome.ok || missing.length > 0) return work.refuse({ code: 'incomplete', detail: missing })
  return { sealed: outcome.value, data: { materials: materialsPresent, digest, signature: signature?.id } }
}
