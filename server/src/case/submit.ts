import { randomBytes } from 'node:crypto'
import { chinaCalendar } from '@farwindow/shared/case/calendar.ts'
import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import { newCase } from '@farwindow/shared/case/machine.ts'
import { makeAccessCode, makeReference } from '@farwindow/shared/case/reference.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import { advanceVisit } from '@farwindow/shared/visit/machine.ts'
import { saveVisit } from '../call/settle.ts'
import { itemOf } from '../catalogue/editions.ts'
import { announceForm } from '../form/announce.ts'
import { writerOf } from '../form/room.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { hashPassword } from '../people/password.ts'
import { visitKey } from '../record/safe.ts'
import type { Safe } from '../record/safe.ts'
import type { Work } from '../store/commit.ts'
import type { ReceiptState } from '../store/kinds.ts'
import { look } from '../store/list.ts'
import { bothOf, partyOf, sideOf } from '../visit/party.ts'
import { demandIdentity, heldFiles, sealForm } from './complete.ts'
import type { Served } from './complete.ts'
import { announceCase } from './settle.ts'

/** A reference no case has. */
const freeReference = async (work: Work): Promise<string> => {
  const reference = makeReference(randomBytes(16))
  return (await work.load('case', reference)) === null ? reference : freeReference(work)
}

/** The case at the deciding office and the receipt that opens it to its applicant. */
const receive = (
  work: Work,
  about: {
    readonly reference: string
    readonly visit: Served
    readonly item: Item
    readonly delivery: DeliveryWish
    readonly by: string
    readonly receipt: Pick<ReceiptState, 'codeHash' | 'sealedCode'>
  },
): void => {
  const { reference, visit, item, delivery, by } = about
  const belonging = { jurisdiction: visit.to, visitId: visit.id }
  const received = newCase(chinaCalendar, {
    id: reference,
    reference,
    visitId: visit.id,
    item: item.code,
    jurisdiction: visit.to,
    at: work.at,
    by,
    limitDays: Math.max(1, item.guide.timeLimitWorkingDays),
    delivery,
  })
  work.create('case', reference, received, { name: 'received', data: { item: item.code } }, belonging)
  const counts = { failures: 0, lockedUntil: 0 }
  const receipt: ReceiptState = { phase: 'open', reference, visitId: visit.id, ...about.receipt, ...counts }
  work.create('receipt', reference, receipt, { name: 'given' }, belonging)
  announceCase(work, received)
}

/**
 * Hands in: form sealed, visit, case and receipt in one commit (CASE-13). The access code is made here, shown to
 * nobody but the applicant (CASE-9), and kept as a hash, and sealed with the visit's key for the end page.
 */
export const createSubmit =
  (house: House, { vault, ...safe }: Safe): HandlersOf<'case'>['case.submit'] =>
  async ({ visitId, delivery }, { actor, cause }) => {
    const served = await look(house.db, 'visit', visitId)
    if (served === null || sideOf(actor, served) === null) return refuse('notFound')
    const key = await visitKey(house, { vault, ...safe }, visitId)
    if (!key.ok) return key
    const code = makeAccessCode(randomBytes(16))
    const codeHash = await hashPassword(code)
    const sealCode = (reference: string): string => {
      const sealed = vault.seal(key.value, { kind: 'receipt', id: reference }, Buffer.from(code))
      if (!sealed.ok) throw new Error(`a receipt could not be sealed: ${sealed.broken}`)
      return sealed.bytes.toString('base64url')
    }
    // In the form's lane: edits that came in before are in it.
    return house.lanes(`form ${visitId}`, () =>
      house.commit(cause, async (work) => {
        const { visit } = await partyOf(work, actor, visitId)
        const { state } = visit
        if (state.phase !== 'served' && state.phase !== 'closing') return work.refuse({ code: 'notFound' })
        if (state.reference !== undefined) return work.refuse({ code: 'wrongState', detail: ['submitted'] })
        if (state.item === undefined) return work.refuse({ code: 'incomplete', detail: ['item'] })
        await demandIdentity(work, state)
        const form = await work.need('form', visitId)
        const item = await itemOf(work, form.state)
        const by = writerOf(actor)
        const files = await heldFiles(house, work, visitId)
        const { sealed, data } = sealForm(work, item, form.state, { files, who: by, delivery })
        const reference = await freeReference(work)
        work.save(form, sealed, { name: 'sealed', data })
        announceForm(work, state, item.form, form.state, sealed)
        const seat = await work.load('seat', state.clerkId)
        const next = work.must(advanceVisit(state, { type: 'submitted', at: work.at, reference }))
        saveVisit(work, visit, next, 'submitted', seat?.state ?? null)
        const receipt = { codeHash, sealedCode: sealCode(reference) }
        receive(work, { reference, visit: state, item, delivery, by, receipt })
        work.announce({ name: 'case.submitted', data: { visitId, reference }, to: bothOf(next) })
        return { reference }
      }),
    )
  }
