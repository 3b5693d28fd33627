import { valueOf } from '../../pure/outcome.ts'
import type { NamesOf, Samples } from './sample.ts'
import type { World } from './world.ts'

const clerk = { clerk: 'ok' } as const
const place = ({ callId, guestId }: World) => ({ callId, guestId })

/** An interpreter comes and goes, a supervisor asks to be let in, a reviewer is invited. */
export const company: Samples<NamesOf<'guest'>> = {
  'guest.colleagues': { input: () => ({}), answers: clerk },
  'guest.invite': {
    input: ({ callId }) => ({ callId, kind: 'interpreter' }),
    answers: clerk,
    learn: (world, { guestId, code = '' }) => void Object.assign(world, { guestId, guestCode: code }),
  },
  'guest.join': {
    input: ({ guestCode: code }) => ({ code, name: '赵老师' }),
    // The code is good once.
    answers: { visitor: 'ok', guest: 'codeInvalid' },
  },
  'guest.allow': {
    input: (world) => ({ ...place(world), agreed: true }),
    answers: { applicant: 'ok' },
  },
  'guest.remove': { input: place, answers: { applicant: 'ok', clerk: 'notFound' } },
  'guest.ask': {
    input: () => ({ clerkId: 'lin' }),
    answers: { supervisor: 'ok' },
    learn: (world, { guestId }) => void (world.guestId = guestId),
  },
  'guest.admit': { input: place, answers: clerk },
  'guest.accept': {
    before: async (world) => {
      const { callId } = world
      const invitation = { callId, kind: 'reviewer', personId: 'wu' } as const
      valueOf(await world.page('clerk').ask('guest.invite', invitation))
    },
    input: ({ callId }) => ({ callId }),
    // The supervisor is in the call already.
    answers: { reviewer: 'ok', supervisor: 'wrongState' },
  },
  'guest.current': { input: () => ({}), answers: { guest: 'ok', reviewer: 'ok', supervisor: 'ok' } },
  'guest.leave': {
    input: ({ callId }) => ({ callId }),
    // The guest of the day is one of another call.
    answers: { guest: 'notFound', reviewer: 'ok', supervisor: 'ok' },
  },
}
