import { expect, vi } from 'vitest'
import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import { exampleForm } from '@farwindow/shared/form/example.ts'
import { journey } from '@farwindow/shared/form/journey.ts'
import type { GivenPurpose } from '@farwindow/shared/record/protocol.ts'
import { entered } from '@farwindow/shared/people/person.ts'
import type { Role } from '@farwindow/shared/people/role.ts'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { hashPassword } from '@farwindow/server/people/password.ts'
import { valueOf } from '../pure/outcome.ts'
import { answerNext, openApplicant } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { png } from './picture.ts'
import type { Page } from './page.ts'

/** A valid number of nobody: GB 11643's own example. */
export const idNumber = '11010519491231002X'

/** A call that goes on between an applicant and a clerk. */
export interface Call {
  readonly applicant: Page
  readonly clerk: Page
  readonly visitId: string
  readonly callId: string
  /** After the visit: the kiosk is free for the next person, the phone is signed out. */
  readonly released: () => Promise<unknown>
}

/** A kiosk is a kiosk again a moment after its visit. */
const freed = (kiosk: Page): Promise<void> =>
  vi.waitFor(async () => expect(valueOf(await kiosk.ask('people.me', {})).role).toBe('kiosk'), 15_000)

/** The kiosk calls, the clerk answers. */
export const callFrom = async (kiosk: Page, clerk: Page, item: string): Promise<Call> => {
  valueOf(await clerk.ask('queue.ready', {}))
  const visitId = await openApplicant(kiosk, item)
  const callId = await answerNext(clerk)
  return { applicant: kiosk, clerk, visitId, callId, released: () => freed(kiosk) }
}

/** Somebody with a phone at home calls, the clerk answers. */
export const callFromPhone = async (desk: TestDesk, clerk: Page, item: string): Promise<Call> => {
  const { code } = valueOf(await clerk.ask('visit.invite', {}))
  const applicant = desk.page('phone')
  const visit = valueOf(await applicant.post('visit.join', { code, language: 'zh' }))
  await applicant.connect()
  valueOf(await clerk.ask('queue.ready', {}))
  valueOf(await applicant.ask('visit.choose', { item, to: '330503' }))
  valueOf(await applicant.ask('visit.call', {}))
  const callId = await answerNext(clerk)
  return { applicant, clerk, visitId: visit.id, callId, released: () => applicant.over }
}

/** Hangs up and ends the visit, so that the same pages may begin another. */
export const endCall = async ({ applicant, clerk, callId, released }: Call): Promise<void> => {
  valueOf(await clerk.ask('call.hangUp', { callId }))
  valueOf(await applicant.ask('visit.end', {}))
  await released()
}

/** Another member of staff of another office. */
export const addStaff = async (
  desk: TestDesk,
  login: string,
  role: Exclude<Role, 'visitor' | 'kiosk' | 'applicant' | 'guest'>,
  jurisdiction: string,
): Promise<Page> => {
  const passwordHash = await hashPassword(demonstrationPassword)
  valueOf(
    await desk.desk.house.commit({ by: { role: 'system' } }, async (work) => {
      const who = { login, name: login, number: '9', role, jurisdiction, skills: [] }
      const person = { ...who, phase: 'active' as const, passwordHash, edition: 1, ...entered }
      work.create('person', login, person, { name: 'added' }, { jurisdiction })
    }),
  )
  return desk.staff(role, login)
}

/** One keystroke. */
export const type = (page: Page, visitId: string, path: string, value: FieldValue, base = 0, edit = 'edit') =>
  page.ask('form.edit', { visitId, path, value, base, edit, source: 'typed' })

/** The applicant fills everything in with the form's own examples. */
export const fillIn = async ({ applicant, visitId }: Call): Promise<void> => {
  const { definition } = valueOf(await applicant.ask('form.current', { visitId }))
  for (const [path, { value }] of Object.entries(exampleForm(definition).values))
    valueOf(await type(applicant, visitId, path, value))
}

/** One file of the visit. */
export const put = (
  { applicant, visitId }: Call,
  purpose: GivenPurpose,
  about: { material?: string; name?: string; bytes?: Buffer<ArrayBuffer> } = {},
) => {
  const { material, name = 'still.png', bytes = png() } = about
  const which = material === undefined ? {} : { material }
  return applicant.ask('record.put', { visitId, purpose, name, bytes, ...which })
}

/** Gives every paper the form calls for. */
export const givePapers = async (call: Call): Promise<void> => {
  const { applicant, visitId } = call
  const { definition, form } = valueOf(await applicant.ask('form.current', { visitId }))
  for (const material of journey(definition, form, []).missingMaterials)
    valueOf(await put(call, 'material', { material, name: `${material}.png` }))
}

/** The kiosk's script up to the decision. */
export const gatherEvidence = async (call: Call): Promise<void> => {
  const { applicant, clerk, visitId } = call
  valueOf(await applicant.ask('identity.consent', { visitId, agreed: true }))
  valueOf(await applicant.ask('identity.document', { visitId, number: idNumber }))
  valueOf(await put(call, 'documentFront'))
  valueOf(await put(call, 'face'))
  const { cue } = valueOf(await clerk.ask('identity.showCue', { visitId }))
  valueOf(await clerk.ask('identity.markCue', { visitId, cueId: cue?.id ?? '', seen: true }))
}

/** The whole check, accepted. */
export const identify = async (call: Call): Promise<void> => {
  await gatherEvidence(call)
  const { clerk, visitId } = call
  valueOf(await clerk.ask('identity.decide', { visitId, decision: 'accept', note: '人证一致' }))
}

export const courier: DeliveryWish = {
  method: 'courier',
  recipient: '张三',
  phone: '13800000001',
  address: '上海市松江区某路1号',
}

/** Everything from the empty form to the case. */
export const handIn = async (
  call: Call,
  delivery: DeliveryWish = courier,
): Promise<{ reference: string; code: string }> => {
  await fillIn(call)
  await givePapers(call)
  await identify(call)
  valueOf(await put(call, 'signature', { name: 'signature.png' }))
  valueOf(await call.clerk.ask('case.submit', { visitId: call.visitId, delivery }))
  const receipt = valueOf(await call.applicant.ask('case.receipt', {}))
  if (receipt === null) throw new Error('there is no receipt')
  return { reference: receipt.reference, code: receipt.code }
}

/** Every step from received to approved, by a reviewer of the office. */
export const approveCase = async (reviewer: Page, reference: string, to: string): Promise<void> => {
  valueOf(await reviewer.ask('case.accept', { reference, note: '' }))
  valueOf(await reviewer.ask('case.transfer', { reference, note: '内部备注', to }))
  valueOf(await reviewer.ask('case.begin', { reference, note: '' }))
  valueOf(await reviewer.ask('case.approve', { reference, note: '' }))
}
