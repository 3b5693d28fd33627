import { createHash } from 'node:crypto'
import type { Material } from '@farwindow/shared/catalogue/item.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { FilePurpose } from '@farwindow/shared/record/protocol.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import { itemOf, lookEdition } from '../catalogue/editions.ts'
import { digestOf } from '../form/digest.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { advanceCheck } from '../identity/settle.ts'
import type { Loaded, Work } from '../store/commit.ts'
import type { FileState } from '../store/kinds.ts'
import { list, look } from '../store/list.ts'
import { partyOf, sideOf } from '../visit/party.ts'
import { checkFile, materialOf } from './acceptance.ts'
import { orDiscard, store, sweep } from './safe.ts'
import type { Safe } from './safe.ts'
import { hearersOf, isStill, viewFile } from './view.ts'

type Put = HandlersOf<'record'>['record.put']

/** More files than this in one visit is a camera run wild, or somebody filling the disk. */
const mostFiles = 200

/** The material a paper is given for, by the guide the form was begun with; null for stills and signatures, which no guide lists. */
const wantedMaterial = async (
  house: House,
  visit: VisitState,
  { purpose, material }: { readonly purpose: FilePurpose; readonly material?: string | undefined },
): Promise<Outcome<Material | null>> => {
  if (purpose !== 'material') return ok(null)
  const form = await look(house.db, 'form', visit.id)
  const item = form === null ? null : await lookEdition(house.db, form.definition)
  return item === null ? refuse('incomplete', 'item') : materialOf(item, material)
}

/** A signature is given for what the form says now (FORM-29). */
const signedContent = async (work: Work, visit: Loaded<'visit'>): Promise<string> => {
  const form = await work.load('form', visit.id)
  if (form === null) return work.refuse({ code: 'incomplete', detail: ['form'] })
  return digestOf((await itemOf(work, form.state)).form, form.state)
}

/** A new picture takes the place of the oldest one of its material that was returned (RECORD-5). */
const replaced = async (house: House, work: Work, file: FileState): Promise<Loaded<'file'> | null> => {
  const files = await list(house.db, 'file', { visitId: file.visitId, phases: ['stored'] })
  if (files.length >= mostFiles) return work.refuse({ code: 'wrongState', detail: ['tooManyFiles'] })
  const returned = files.find(
    ({ state }) =>
      state.verdict === 'returned' && state.material === file.material && file.purpose === 'material',
  )
  return returned === undefined ? null : work.load('file', returned.id)
}

/** Makes stored bytes a file of the visit, with what that means for the identity check, in one commit. */
const enter = async (house: House, work: Work, visit: Loaded<'visit'>, given: FileState, sha256: string) => {
  const { purpose, visitId, material, type, sizeBytes } = given
  if (visit.state.reference !== undefined) return work.refuse({ code: 'wrongState', detail: ['submitted'] })
  const former = await replaced(house, work, given)
  const to = hearersOf(visit.state, purpose)
  if (former !== null) {
    work.save(former, { ...former.state, phase: 'removed' }, { name: 'replaced', data: { by: given.id } })
    work.announce({ name: 'record.removed', data: { visitId, fileId: former.id }, to })
  }
  if (isStill(purpose)) {
    const taken = { type: 'stillTaken', at: work.at, by: visitId, step: purpose, fileId: given.id } as const
    await advanceCheck(work, visit.state, taken)
  }
  const signs = purpose === 'signature' ? { signs: await signedContent(work, visit) } : {}
  const data = { purpose, material, type, sizeBytes, sha256, ...signs }
  const belonging = { visitId, jurisdiction: visit.state.to }
  work.create('file', given.id, { ...given, ...signs }, { name: 'stored', data }, belonging)
  work.announce({ name: 'record.changed', data: viewFile(given), to })
  return viewFile(given)
}

/** Check, seal, store, commit; what was not committed is deleted again (RECORD-4). */
export const createPut =
  (house: House, safe: Safe): Put =>
  async ({ visitId, purpose, material, name, bytes }, { actor, cause }) => {
    const visit = await look(house.db, 'visit', visitId)
    if (visit === null || sideOf(actor, visit) === null) return refuse('notFound')
    const wanted = await wantedMaterial(house, visit, { purpose, material })
    if (!wanted.ok) return wanted
    const type = await checkFile({ purpose, name, bytes }, wanted.value)
    if (!type.ok) return type
    const id = house.newId()
    const kept = await store(house, safe, visitId, [{ id, bytes }])
    if (!kept.ok) return kept
    const [{ key } = { key: '' }] = kept.value
    const about = { id, visitId, purpose, name, type: type.value, sizeBytes: bytes.length, key }
    const code = wanted.value === null ? {} : { material: wanted.value.code }
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const outcome = await orDiscard(house, safe, kept.value, () =>
      house.commit(cause, async (work) => {
        const party = await partyOf(work, actor, visitId)
        const given: FileState = { phase: 'stored', ...about, ...code, at: work.at }
        return enter(house, work, party.visit, given, sha256)
      }),
    )
    await sweep(house, safe, visitId)
    return outcome
  }
