import { createHash } from 'node:crypto'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Handing } from '@farwindow/shared/case/delivery.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { checkFile } from '../record/acceptance.ts'
import { orDiscard, readFile, store, sweep } from '../record/safe.ts'
import type { Safe } from '../record/safe.ts'
import { viewFile } from '../record/view.ts'
import type { Loaded, Work } from '../store/commit.ts'
import type { FileState } from '../store/kinds.ts'
import { list, look } from '../store/list.ts'
import type { Access } from './access.ts'
import { ownCase } from './own.ts'

type CaseHandlers = HandlersOf<'case'>

/** A result is made between the decision in favour and the handing over. */
const approvedCase = async (work: Work, actor: Actor, reference: string): Promise<Loaded<'case'>> => {
  const found = await ownCase(work, actor, reference)
  const { phase } = found.state
  return phase === 'approved' ? found : work.refuse({ code: 'wrongState', detail: [phase] })
}

/** Certificates stored earlier go: what was uploaded last is the result. */
const replaceFormer = async (house: House, work: Work, { id, visitId }: FileState): Promise<void> => {
  const stored = await list(house.db, 'file', { visitId, phases: ['stored'] })
  for (const former of stored.filter(({ state }) => state.purpose === 'result')) {
    const file = await work.need('file', former.id)
    work.save(file, { ...file.state, phase: 'removed' }, { name: 'replaced', data: { by: id } })
  }
}

/** Check, seal with the key of the case's visit, store, commit, as for every file (RECORD-4, CASE-18). */
export const createPutResult =
  (house: House, safe: Safe): CaseHandlers['case.putResult'] =>
  async ({ reference, name, bytes }, { actor, cause }) => {
    const before = await house.commit({ by: cause.by }, (work) => approvedCase(work, actor, reference))
    // A repetition may find the result issued: the commit knows the first answer.
    if (!before.ok) return house.commit(cause, async (work) => work.must(before))
    const { visitId, jurisdiction } = before.value.state
    const type = await checkFile({ purpose: 'result', name, bytes }, null)
    if (!type.ok) return type
    const id = house.newId()
    const kept = await store(house, safe, visitId, [{ id, bytes }])
    if (!kept.ok) return kept
    const about = { id, visitId, purpose: 'result', name, type: type.value, sizeBytes: bytes.length } as const
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const outcome = await orDiscard(house, safe, kept.value, () =>
      house.commit(cause, async (work) => {
        const found = await approvedCase(work, actor, reference)
        const file: FileState = { phase: 'stored', ...about, at: work.at, key: kept.value[0]?.key ?? '' }
        await replaceFormer(house, work, file)
        const data = { purpose: 'result', type: type.value, sizeBytes: bytes.length, sha256 }
        work.create('file', id, file, { name: 'stored', data }, { visitId, jurisdiction })
        // In the case's own chain too; and whoever issues meanwhile looks again.
        work.note(found, { name: 'resultStored', data: { fileId: id, sha256 } })
        return viewFile(file)
      }),
    )
    await sweep(house, safe, visitId)
    return outcome
  }

/** Refuses `notFound` for an electronic handing of anything but the result stored for this very case (CASE-18). */
export const demandResult = async (
  work: Work,
  { state }: Loaded<'case'>,
  handings: readonly Handing[],
): Promise<void> => {
  for (const handing of handings) {
    if (handing.method !== 'electronic') continue
    const file = (await work.load('file', handing.fileId))?.state
    const isOurs = file?.phase === 'stored' && file.purpose === 'result' && file.visitId === state.visitId
    if (!isOurs) work.refuse({ code: 'notFound', detail: ['fileId'] })
  }
}

/** The certificate for whoever has reference and code; that they looked is committed first (CASE-18). */
export const createFetchResult =
  (house: House, safe: Safe, access: Access): CaseHandlers['case.result'] =>
  async ({ reference, code, fileId }, { address, cause }) => {
    const opened = await access(reference, code, address)
    if (!opened.ok) return opened
    const found = await look(house.db, 'case', opened.value.reference)
    const handings = found?.phase === 'issued' ? found.handings : []
    const isResult = handings.some(
      ({ handing }) => handing.method === 'electronic' && handing.fileId === fileId,
    )
    if (!isResult) return refuse('notFound')
    const seen = await house.commit({ by: cause.by }, async (work) => {
      const file = await work.need('file', fileId)
      work.note(file, { name: 'looked', data: { with: 'code' } })
      return file.state
    })
    if (!seen.ok) return seen
    const bytes = await readFile(house, safe, seen.value)
    if (!bytes.ok) return bytes
    const { name, type } = seen.value
    // Bytes of their own, which both ways of answering know how to write.
    return ok({ name, type, bytes: new Uint8Array(bytes.value) })
  }
