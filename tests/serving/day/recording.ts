import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import { valueOf } from '../../pure/outcome.ts'
import type { NamesOf, Samples } from './sample.ts'

type Later = Extract<RequestName, 'recording.ofCase' | 'recording.latest'>

/** Only the supervisor is one of this call. */
const ofGuest = { guest: 'notFound', reviewer: 'notFound', supervisor: 'ok' } as const
const moved = { applicant: 'ok', clerk: 'wrongState' } as const

/** The call is recorded after all, rests for a moment, and the consent is taken back. */
export const recorded: Samples<Exclude<NamesOf<'recording'>, Later>> = {
  'recording.ask': { input: ({ callId }) => ({ callId }), answers: { clerk: 'ok' } },
  'recording.current': { input: ({ callId }) => ({ callId }), answers: { applicant: 'ok', clerk: 'ok' } },
  'recording.refuse': {
    input: ({ callId }) => ({ callId, why: 'unsure' }),
    answers: { applicant: 'ok' },
  },
  'recording.agree': { input: ({ callId }) => ({ callId }), answers: { applicant: 'ok' } },
  'recording.pause': { input: ({ callId }) => ({ callId, why: 'privateMatter' }), answers: moved },
  'recording.asGuest': {
    before: async (world) => {
      const { callId } = world
      const { guestId } = valueOf(await world.page('supervisor').ask('guest.ask', { clerkId: 'lin' }))
      valueOf(await world.page('clerk').ask('guest.admit', { callId, guestId }))
    },
    input: ({ callId }) => ({ callId }),
    answers: ofGuest,
  },
  'recording.answer': {
    input: ({ callId }) => ({ callId, agreed: true }),
    answers: ofGuest,
    after: async ({ callId, page }) => {
      valueOf(await page('supervisor').ask('guest.leave', { callId }))
    },
  },
  'recording.resume': { input: ({ callId }) => ({ callId }), answers: moved },
  'recording.stop': { input: ({ callId }) => ({ callId }), answers: moved },
  'recording.show': {
    input: ({ callId }) => ({ recordingId: callId }),
    // There is no case yet, so nothing for a reviewer.
    answers: { clerk: 'ok', reviewer: 'notFound', supervisor: 'ok' },
  },
}

/** What is found of it when there is a case. */
export const archived: Samples<Later> = {
  'recording.ofCase': {
    input: ({ reference }) => ({ reference }),
    answers: { reviewer: 'ok', supervisor: 'ok' },
  },
  'recording.latest': { input: () => ({}), answers: { supervisor: 'ok' } },
}
