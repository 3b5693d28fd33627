import { chinaCalendar } from '@farwindow/shared/case/calendar.ts'
import { advanceCase, newCase } from '@farwindow/shared/case/machine.ts'
import type { CaseEvent, CaseState } from '@farwindow/shared/case/machine.ts'
import type { DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import { valueOf } from './outcome.ts'

export const dayMs = 86_400_000
/** Ms of a time in China. */
export const china = (time: string): number => Date.parse(`${time}+08:00`)
/** A Friday. */
export const start = china('2026-11-20T10:00')

export const courier = {
  method: 'courier',
  recipient: '杨洪',
  phone: '13800000000',
  address: '上海市松江区人民北路 1 号',
} as const satisfies DeliveryWish

export const begin = (delivery: DeliveryWish = courier): CaseState =>
  newCase(chinaCalendar, {
    id: 'k1',
    at: start,
    by: 'clerk-7',
    reference: 'AAAA-AAAA-AAAA',
    visitId: 'v1',
    item: 'enterprise-registration',
    jurisdiction: '330503',
    limitDays: 3,
    delivery,
  })

export const advance = (state: CaseState, event: CaseEvent) => advanceCase(chinaCalendar, state, event)

/** An event without its time, which `play` gives: an hour after the one before. */
export type Step = CaseEvent extends infer E
  ? E extends { at: number }
    ? Omit<E, 'at'> & { at?: number }
    : never
  : never

/** Plays events; each must be taken. */
export const play = (state: CaseState, ...events: Step[]): CaseState =>
  events.reduce(
    (now, event, n) => valueOf(advance(now, { at: start + 3_600_000 * (n + 1), ...event })),
    state,
  )

const noted = { by: 'reviewer-3', note: '内部备注' }
export const accepted: Step = { type: 'accepted', ...noted }
export const transferred: Step = { type: 'transferred', ...noted, to: '市场监管科' }
export const begun: Step = { type: 'begun', ...noted }
export const approved: Step = { type: 'approved', ...noted }
export const issued: Step = {
  type: 'issued',
  ...noted,
  handings: [{ method: 'courier', carrier: 'EMS', trackingNumber: 'EA123456789CN' }],
}
export const refused: Step = { type: 'refused', by: 'reviewer-3', reason: '住所证明已过期' }
export const withdrawn: Step = { type: 'withdrawn', by: 'applicant', note: '' }
export const corrections: Step = {
  type: 'correctionRequested',
  by: 'reviewer-3',
  note: '请补正后重新提交',
  points: [
    { kind: 'field', path: 'company/address', reason: '缺少门牌号' },
    { kind: 'material', path: 'lease', reason: '租赁合同缺少最后一页' },
  ],
}
export const resubmitted: Step = {
  type: 'resubmitted',
  by: 'applicant',
  note: '',
  answered: ['company/address', 'lease'],
}
export const toDeciding: Step[] = [accepted, transferred, begun]
