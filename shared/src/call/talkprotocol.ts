import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { draft } from './draft.ts'
import { side } from './machine.ts'
import { saidFile } from './protocol.ts'

const done = z.strictObject({})
const both = ['applicant', 'clerk'] as const
const ofCall = { callId: z.string().max(64) }

/** What goes to and fro in a call besides voice and lines that were said. */
export const talkRequests = requests({
  'talk.draft': {
    about: 'What one is writing, whole, at each keystroke; it is said by `call.say`.',
    by: both,
    input: draft.extend(ofCall),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'tooMany'],
  },
  'talk.push': {
    about:
      'Sends the other side a picture or PDF; it is a line of the talk, and no paper of the application.',
    by: both,
    input: z.strictObject({
      ...ofCall,
      name: z.string().min(1).max(200),
      bytes: z.instanceof(Uint8Array),
    }),
    output: saidFile,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'malformed', 'fileType', 'fileTooLarge', 'unavailable'],
  },
})

export const talkNotices = {
  'talk.drafted': notice({
    about: 'The other side is writing this.',
    to: both,
    data: draft.extend({ callId: z.string(), by: side }),
    passing: true,
  }),
}
