import { valueOf } from '../../pure/outcome.ts'
import type { NamesOf, Samples } from './sample.ts'
import { freed, ringing } from './world.ts'

const both = { applicant: 'ok', clerk: 'ok' } as const
const applicant = { applicant: 'ok' } as const
const clerk = { clerk: 'ok' } as const

type Names = Exclude<NamesOf<'visit' | 'queue' | 'call'>, 'visit.rate' | 'visit.end' | 'call.hangUp'>

/** Somebody comes, waits and is answered; the clerk lets the first ring pass. */
export const arrival: Samples<Names> = {
  'visit.prospects': {
    input: () => ({ to: '330503' }),
    answers: { visitor: 'ok', kiosk: 'ok', applicant: 'ok' },
  },
  'visit.open': {
    input: () => ({ language: 'zh' }),
    answers: { kiosk: 'ok' },
    after: async (world) => {
      const kiosk = world.page('kiosk')
      valueOf(await kiosk.ask('visit.end', {}))
      await freed(kiosk)
    },
  },
  'visit.invite': {
    input: () => ({}),
    answers: { applicant: 'ok', clerk: 'ok', administrator: 'ok' },
    // The applicant's own would move the visit to a phone.
    learn: (world, { code }, role) => {
      if (role === 'clerk') world.inviteCode = code
    },
  },
  'visit.join': {
    input: ({ inviteCode: code }) => ({ code, language: 'zh' }),
    answers: { visitor: 'ok', applicant: 'codeInvalid' },
  },
  'visit.touch': { input: () => ({}), answers: applicant },
  'visit.choose': { input: () => ({ to: '330503' }), answers: applicant },
  'queue.break': { input: () => ({ reason: 'rest' }), answers: clerk },
  'queue.ready': { input: () => ({}), answers: clerk },
  'queue.current': { input: () => ({}), answers: clerk },
  'visit.call': { input: () => ({}), answers: applicant, after: ringing },
  'call.decline': {
    input: ({ callId }) => ({ callId }),
    answers: clerk,
    after: async (world) => {
      valueOf(await world.page('clerk').ask('queue.ready', {}))
      await ringing(world)
    },
  },
  'call.answer': { input: ({ callId }) => ({ callId }), answers: clerk },
  'call.current': { input: () => ({}), answers: both },
  'visit.current': { input: () => ({}), answers: { kiosk: 'ok', ...both } },
  'call.say': { input: ({ callId }) => ({ callId, text: '您好' }), answers: both },
  'call.note': { input: ({ callId }) => ({ callId, text: '带了原件' }), answers: clerk },
  'visit.assign': {
    input: ({ visitId }) => ({ visitId, item: 'company-establishment' }),
    answers: clerk,
  },
}
