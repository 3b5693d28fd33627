import { createHash } from 'node:crypto'
import type { CorrectionNotice } from '@farwindow/shared/case/correction.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { correctForm, papersOpened } from '@farwindow/shared/form/correct.ts'
import type { FormState } from '@farwindow/shared/form/edit.ts'
import { locate } from '@farwindow/shared/form/field.ts'
import { maskOf } from '@farwindow/shared/form/mask.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Parsed } from '@farwindow/shared/protocol/all.ts'
import { itemOf } from '../catalogue/editions.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { checkFile, materialOf } from '../record/acceptance.ts'
import { orDiscard, store } from '../record/safe.ts'
import type { Kept, Safe } from '../record/safe.ts'
import type { Work } from '../store/commit.ts'
import type { FileState } from '../store/kinds.ts'
import type { Access } from './access.ts'
import { progressOf } from './names.ts'
import { agedCase, moveCase } from './settle.ts'

type Resubmission = Parsed<'case.resubmit'>

/** A paper that was checked, under the id it will have. */
interface Sheet {
  readonly id: string
  readonly material: string
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** What the notice asks for, against what came: nothing that was not asked for, and nothing left out (CASE-5). */
const corrected = (
  item: Item,
  form: FormState,
  notice: CorrectionNotice,
  { values, papers }: Resubmission,
  about: { readonly at: number; readonly who: string; readonly edit: string },
): Outcome<FormState> => {
  const asked = (kind: 'field' | 'material') =>
    notice.points.filter((point) => point.kind === kind).map((point) => point.path)
  const next = correctForm(item.form, form, { ...about, asked: asked('field'), values })
  if (!next.ok) return next
  const given = papers.map(({ material }) => material)
  const opened = papersOpened(item.form, form, next.value)
  const missing = opened.filter((code) => !given.includes(code))
  if (missing.length > 0) return refuse('incomplete', ...missing.map((code) => `material:${code}`))
  const unasked = given.filter((code) => ![...asked('material'), ...opened].includes(code))
  return unasked.length > 0 ? refuse('wrongState', ...unasked) : ok(next.value)
}

const checkSheets = async (house: House, item: Item, { papers }: Resubmission): Promise<Outcome<Sheet[]>> => {
  const sheets: Sheet[] = []
  for (const { material: code, name, bytes } of papers) {
    const material = materialOf(item, code)
    if (!material.ok) return material
    const type = await checkFile({ purpose: 'material', name, bytes }, material.value)
    if (!type.ok) return type
    sheets.push({ id: house.newId(), material: code, name, type: type.value, bytes })
  }
  return ok(sheets)
}

/** The case with everything a resubmission touches; refuses `wrongState` when it is not the applicant's turn. */
const openCase = async (work: Work, reference: string) => {
  const found = await work.need('case', reference)
  const state = agedCase(found.state, work.at)
  const notice = state.notices.at(-1)
  if (state.phase !== 'correcting' || notice === undefined)
    return work.refuse({ code: 'wrongState', detail: [state.phase] })
  const form = await work.need('form', state.visitId)
  const item = await itemOf(work, form.state)
  return { found, notice, form, item }
}

const remark = (item: Item, form: FormState, values: Resubmission['values']): object => ({
  values: Object.fromEntries(
    Object.entries(values).map(([path, value]) => {
      const field = locate(item.form, form.rows, path)?.field
      return [path, field?.sensitive === true ? maskOf(field, value) : value]
    }),
  ),
})

const enterSheets = (
  work: Work,
  visitId: string,
  jurisdiction: string,
  sheets: readonly Sheet[],
  kept: readonly Kept[],
) => {
  for (const [index, { id, material, name, type, bytes }] of sheets.entries()) {
    const sizeBytes = bytes.length
    const about = { id, visitId, purpose: 'material', material, name, type, sizeBytes } as const
    const file: FileState = { phase: 'stored', ...about, at: work.at, key: kept[index]?.key ?? '' }
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const data = { purpose: 'material', material, type, sizeBytes, sha256 }
    work.create('file', id, file, { name: 'stored', data }, { visitId, jurisdiction })
  }
}

/** Answers the one-time notice: form, papers and case in one commit (CASE-15). */
export const createResubmit =
  (house: House, safe: Safe, access: Access): HandlersOf<'case'>['case.resubmit'] =>
  async (input, { cause, address }) => {
    const receipt = await access(input.reference, input.code, address)
    if (!receipt.ok) return receipt
    const { reference, visitId } = receipt.value
    const about = { who: visitId, edit: house.newId() }
    // Looked at before anything is stored, and again inside the commit.
    const before = await house.commit({ by: cause.by }, async (work) => {
      const { notice, form, item } = await openCase(work, reference)
      work.must(corrected(item, form.state, notice, input, { ...about, at: work.at }))
      return item
    })
    // A repetition finds the case moved on by its own first run, whose answer the commit knows.
    if (!before.ok) return house.commit(cause, async (work) => work.must(before))
    const sheets = await checkSheets(house, before.value, input)
    if (!sheets.ok) return sheets
    const kept = await store(house, safe, visitId, sheets.value)
    if (!kept.ok) return kept
    const commit = () =>
      house.commit(cause, async (work) => {
        const { found, notice, form, item } = await openCase(work, reference)
        const next = work.must(corrected(item, form.state, notice, input, { ...about, at: work.at }))
        if (next !== form.state)
          work.save(form, next, { name: 'corrected', data: remark(item, next, input.values) })
        enterSheets(work, visitId, found.state.jurisdiction, sheets.value, kept.value)
        const answered = [...Object.keys(input.values), ...sheets.value.map(({ material }) => material)]
        const event = {
          type: 'resubmitted',
          at: work.at,
          by: 'applicant',
          note: input.note,
          answered,
        } as const
        return progressOf(house, moveCase(work, found, event, { note: input.note, answered }))
      })
    return orDiscard(house, safe, kept.value, commit)
  }
