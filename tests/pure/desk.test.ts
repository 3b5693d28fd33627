import { actOf, acts, deskKeys } from '@farwindow/client/clerk/keys.ts'
import type { Pressed } from '@farwindow/client/clerk/keys.ts'
import { isComplete, lackingOf, papersGiven } from '@farwindow/client/clerk/lacking.ts'
import { wishFrom, wishOf } from '@farwindow/client/clerk/wish.ts'
import { hasMedia, mattersOf, middleOf } from '@farwindow/client/pages/clerk/course.ts'
import { clerk as words } from '@farwindow/client/words/zh/clerk.ts'
import type { CallView } from '@farwindow/shared/call/protocol.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { Journey } from '@farwindow/shared/form/journey.ts'
import type { FieldView, FormView } from '@farwindow/shared/form/view.ts'
import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import type { SeatView } from '@farwindow/shared/queue/protocol.ts'
import type { FileView } from '@farwindow/shared/record/protocol.ts'
import { describe, expect, test } from 'vitest'

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  ...more,
})

describe('keys', () => {
  test('DESK-1: F2 answers; held down, or with Ctrl, Shift or Meta, it does nothing', () => {
    expect(actOf(press('F2'))).toBe('answer')
    for (const more of [{ repeat: true }, { ctrlKey: true }, { shiftKey: true }, { metaKey: true }])
      expect(actOf(press('F2', more))).toBeNull()
  })

  test('letters and digits that somebody types never act', () => {
    for (const key of ['a', '1', 'Enter', ' ', 'Tab', 'Escape']) expect(actOf(press(key))).toBeNull()
  })

  test('Alt and a digit is the quick sentence, whatever sign the layout makes of it', () => {
    expect(actOf(press('¡', { code: 'Digit1', altKey: true }))).toBe('quick1')
    expect(actOf(press('F2', { altKey: true }))).toBeNull()
  })

  test('no two acts share a key, and each is explained', () => {
    expect(new Set(Object.values(deskKeys)).size).toBe(acts.length)
    for (const act of acts) expect(words).toHaveProperty(`key_${act}`)
  })
})

const call = (phase: CallView['phase']): CallView => ({
  id: 'c1',
  visitId: 'v1',
  phase,
  clerkId: 'lin',
  jurisdiction: '330503',
  offeredAt: 0,
  away: [],
  guests: [],
})
const seat = (phase: SeatView['phase'], callId?: string): SeatView => ({
  personId: 'lin',
  jurisdiction: '330503',
  name: '林晓雯',
  number: '8',
  phase,
  since: 0,
  ...(callId === undefined ? {} : { callId }),
})

describe('the course of a call at the desk', () => {
  test('DESK-2: nothing of the applicant before the answer and after the wrap-up', () => {
    expect(mattersOf(null, seat('ready'))).toBeNull()
    expect(mattersOf(call('ringing'), seat('offered', 'c1'))).toBeNull()
    expect(mattersOf(call('active'), seat('serving', 'c1'))).toBe('v1')
    expect(mattersOf(call('ended'), seat('wrapUp', 'c1'))).toBe('v1')
    expect(mattersOf(call('ended'), seat('wrapUp', 'c2'))).toBeNull()
    for (const phase of ['ready', 'break', 'off'] as const)
      expect(mattersOf(call('ended'), seat(phase))).toBeNull()
  })

  test('DESK-3: devices are on from ready to the end of the wrap-up, never during a break', () => {
    const phases = ['off', 'ready', 'offered', 'serving', 'wrapUp', 'break'] as const
    expect(phases.filter(hasMedia)).toEqual(['ready', 'offered', 'serving', 'wrapUp'])
  })

  test('the middle shows the person during a call, then what came of it, else one’s own devices', () => {
    expect(middleOf(call('active'), seat('serving', 'c1'))).toBe('call')
    expect(middleOf(call('ended'), seat('wrapUp', 'c1'))).toBe('wrapUp')
    expect(middleOf(call('ringing'), seat('offered', 'c1'))).toBe('devices')
    expect(middleOf(null, null)).toBe('devices')
  })
})

const label = (zh: string) => ({ zh, en: zh })
const definition: FormDefinition = {
  code: 'sample',
  version: 1,
  schema: {},
  rules: [],
  pages: [
    { id: 'who', title: label('申请人'), fields: [{ path: 'name', control: 'text', label: label('姓名') }] },
    { id: 'where', title: label('住所'), fields: [{ path: 'at', control: 'text', label: label('住址') }] },
  ],
  papers: [
    { code: 'id', name: label('身份证'), required: true },
    { code: 'lease', name: label('租赁合同'), required: true },
  ],
}
const problem = { path: 'name', page: 'who', rule: 'required', message: label('请填写') }
const page = (id: string, more: Partial<Journey['pages'][number]> = {}): Journey['pages'][number] => ({
  id,
  done: true,
  open: true,
  problems: [],
  unconfirmed: [],
  ...more,
})
const paper = (material: string, verdict?: 'accepted' | 'returned'): FileView => ({
  id: `${material}-${verdict}`,
  visitId: 'v1',
  purpose: 'material',
  material,
  name: 'p.jpg',
  type: 'image/jpeg',
  sizeBytes: 1,
  at: 0,
  ...(verdict === undefined ? {} : { verdict }),
})
const accepted: IdentityView = {
  visitId: 'v1',
  phase: 'accepted',
  script: 'kiosk',
  steps: [],
  missing: [],
  stills: [],
  cues: [],
}
const signature: FileView = { ...paper('x'), id: 'signed', purpose: 'signature' }

describe('before handing in', () => {
  test('DESK-4: everything missing is said, each page and paper by its name', () => {
    const lacking = lackingOf({
      definition,
      journey: {
        pages: [page('who', { problems: [problem] }), page('where', { unconfirmed: ['at'] })],
        missingMaterials: ['id', 'lease'],
        next: 'who',
        ready: false,
      },
      files: [paper('lease', 'returned')],
      identity: null,
    })
    expect(lacking).toEqual({
      pages: [label('申请人')],
      unconfirmed: 1,
      papers: [label('身份证')],
      returned: [label('租赁合同')],
      identity: true,
      signature: true,
    })
    expect(isComplete(lacking)).toBe(false)
  })

  test('DESK-4: a returned paper is missing until a new one has come', () => {
    expect(papersGiven([paper('id', 'returned')])).toEqual([])
    expect(papersGiven([paper('id', 'returned'), paper('id')])).toEqual(['id'])
  })

  test('nothing is missing when form, papers, check and signature are there', () => {
    const lacking = lackingOf({
      definition,
      journey: { pages: [page('who'), page('where')], missingMaterials: [], next: null, ready: true },
      files: [paper('id'), paper('lease', 'accepted'), signature],
      identity: accepted,
    })
    expect(isComplete(lacking)).toBe(true)
  })
})

const form = (values: Record<string, Pick<FieldView, 'value' | 'masked'>>): FormView => ({
  definition: 'sample',
  openedAt: 0,
  revision: 1,
  phase: 'filling',
  control: 'shared',
  rows: {},
  unconfirmedRows: {},
  released: [],
  values: Object.fromEntries(
    Object.entries(values).map(([path, one]) => [
      path,
      { ...one, revision: 1, by: 'applicant', at: 0, source: 'typed', edit: 'e', undoable: false },
    ]),
  ),
})

describe('delivery', () => {
  test('DESK-5: what the form says is proposed, what is masked is not', () => {
    const filled = form({
      'delivery/way': { value: 'courier', masked: false },
      'delivery/name': { value: ' 杨远航 ', masked: false },
      'delivery/phone': { value: '138******02', masked: true },
      'delivery/address': { value: '上海市松江区人民北路1250号', masked: false },
    })
    const draft = wishFrom(filled, ['electronic', 'courier'], '南浔区')
    expect(draft).toMatchObject({ method: 'courier', recipient: '杨远航', phone: '' })
    expect(wishOf(draft)).toBeNull()
    expect(wishOf({ ...draft, phone: '138 0000 0002' })).toEqual({
      method: 'courier',
      recipient: '杨远航',
      phone: '13800000002',
      address: '上海市松江区人民北路1250号',
    })
  })

  test('without a word in the form the guide’s first way is taken, never one the guide does not offer', () => {
    expect(wishFrom(null, ['pickUp', 'courier'], '南浔区')).toMatchObject({
      method: 'pickup',
      place: '南浔区',
    })
    const asks = form({ 'delivery/way': { value: 'courier', masked: false } })
    expect(wishFrom(asks, ['electronic'], '').method).toBe('electronic')
  })
})
