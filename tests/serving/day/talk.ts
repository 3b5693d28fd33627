import { png } from '../picture.ts'
import type { NamesOf, Samples } from './sample.ts'

const both = { applicant: 'ok', clerk: 'ok' } as const

/** What passes between the two while they talk. */
export const talking: Samples<NamesOf<'talk'>> = {
  'talk.draft': {
    input: ({ callId }) => ({ callId, line: 'line-1', n: 1, text: '统一社会信用代码' }),
    answers: both,
  },
  'talk.captions': { input: ({ callId }) => ({ callId, on: true }), answers: both },
  'talk.mark': {
    input: ({ callId }) => ({ callId, screen: 'clerk', mark: { kind: 'point', at: [0.5, 0.25] } }),
    answers: both,
  },
  'talk.markForm': {
    input: ({ callId }) => ({ callId, mark: { kind: 'clear' } }),
    answers: { clerk: 'ok' },
  },
  'talk.sheet': {
    input: ({ callId }) => ({ callId, sheet: { kind: 'paper', code: 'identity' } }),
    answers: { clerk: 'ok' },
  },
  'talk.push': {
    input: ({ callId }) => ({ callId, name: 'guide.png', bytes: png() }),
    answers: both,
  },
}
