import { valueOf } from '../../pure/outcome.ts'
import { pdf } from '../picture.ts'
import { courier, fillIn, givePapers, put } from '../walk.ts'
import type { NamesOf, Samples } from './sample.ts'
import { anotherCase, callOf, everybody, nextVisit, only } from './world.ts'
import type { World } from './world.ts'

const reviewer = { reviewer: 'ok' } as const
const note = ''
const key = ({ reference, code }: World) => ({ reference, code })

type Names = NamesOf<'case'> | 'call.hangUp' | 'visit.rate' | 'visit.end'

/** The application is handed in, looked up, mended, decided and handed over; two others end otherwise. */
export const ending: Samples<Names> = {
  'case.submit': {
    before: async (world) => {
      const call = callOf(world)
      await fillIn(call)
      await givePapers(call)
      valueOf(await put(call, 'signature', { name: 'signature.png' }))
    },
    input: ({ visitId }) => ({ visitId, delivery: courier }),
    answers: { clerk: 'ok' },
    learn: (world, { reference }) => void (world.reference = reference),
  },
  'case.receipt': {
    input: () => ({}),
    answers: { applicant: 'ok' },
    learn: (world, receipt) => void (world.code = receipt?.code ?? ''),
  },
  'call.hangUp': {
    input: ({ callId }) => ({ callId }),
    answers: { applicant: 'ok', clerk: 'wrongState' },
  },
  'visit.rate': { input: () => ({ rating: 5 }), answers: { applicant: 'ok' } },
  'visit.end': { input: () => ({}), answers: { applicant: 'ok' }, after: nextVisit },
  'case.progress': { input: key, answers: everybody('ok') },
  'case.list': { input: () => ({}), answers: reviewer },
  'case.show': { input: ({ reference }) => ({ reference }), answers: reviewer },
  'case.accept': { input: ({ reference }) => ({ reference, note }), answers: reviewer },
  'case.transfer': { input: ({ reference }) => ({ reference, note, to: '登记科' }), answers: reviewer },
  'case.begin': { input: ({ reference }) => ({ reference, note }), answers: reviewer },
  'case.askCorrection': {
    input: ({ reference }) => ({
      reference,
      note,
      points: [{ kind: 'field', path: 'company/town', reason: '与产权证明不一致' }],
    }),
    answers: reviewer,
  },
  'case.resubmit': {
    input: (world) => ({ ...key(world), values: { 'company/town': '双林镇' }, papers: [], note }),
    answers: only('visitor', 'ok', 'wrongState'),
  },
  'case.approve': { input: ({ reference }) => ({ reference, note }), answers: reviewer },
  'case.putResult': {
    input: ({ reference }) => ({ reference, name: '营业执照.pdf', bytes: pdf() }),
    answers: reviewer,
    learn: (world, { id }) => void (world.resultId = id),
  },
  'case.issue': {
    input: ({ reference, resultId: fileId }) => ({
      reference,
      note,
      handings: [
        { method: 'electronic', fileId },
        { method: 'courier', carrier: 'EMS', trackingNumber: 'EB123456789CN' },
      ],
    }),
    answers: reviewer,
  },
  'case.deliver': { input: ({ reference }) => ({ reference, method: 'courier' }), answers: reviewer },
  'case.result': {
    input: (world) => ({ ...key(world), fileId: world.resultId }),
    answers: everybody('ok'),
  },
  'case.rate': {
    input: (world) => ({ ...key(world), level: 1, comment: '等了很久' }),
    answers: only('visitor', 'ok', 'wrongState'),
  },
  'case.lowRatings': { input: () => ({}), answers: { reviewer: 'ok', supervisor: 'ok' } },
  'case.followUp': {
    input: ({ reference }) => ({ reference, note: '已致歉' }),
    answers: { reviewer: 'ok', supervisor: 'wrongState' },
  },
  'case.refuse': {
    before: anotherCase,
    input: ({ reference }) => ({ reference, reason: '不属于本机关' }),
    answers: reviewer,
  },
  'case.withdraw': {
    before: anotherCase,
    input: (world) => ({ ...key(world), note }),
    answers: only('visitor', 'ok', 'wrongState'),
  },
}

/** Last: whoever asks is somebody else afterwards. */
export const leaving: Samples<'people.signOut'> = {
  'people.signOut': { input: () => ({}), answers: everybody('ok') },
}
