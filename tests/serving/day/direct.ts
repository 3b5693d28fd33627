import type { NamesOf, Samples } from './sample.ts'

const both = { applicant: 'ok', clerk: 'ok' } as const

/** No media host is there for a while: the call goes on from browser to browser. */
export const direct: Samples<NamesOf<'direct'>> = {
  'direct.current': {
    before: async (world) => {
      world.hosts.turn('down')
      await world.page('clerk').told('direct.wanted')
    },
    input: () => ({}),
    answers: both,
  },
  'direct.join': {
    input: ({ callId }, role) => ({ callId, endId: `end of ${role}` }),
    answers: both,
  },
  'direct.signal': {
    input: ({ callId }, role) => ({
      callId,
      from: `end of ${role}`,
      to: `end of ${role === 'clerk' ? 'applicant' : 'clerk'}`,
      signal: { type: 'renegotiate', renegotiate: true },
    }),
    answers: both,
  },
  'direct.leave': {
    input: ({ callId }) => ({ callId }),
    answers: { clerk: 'ok' },
    after: async (world) => {
      world.hosts.turn('up')
      await world.page('clerk').told('direct.over')
    },
  },
}
