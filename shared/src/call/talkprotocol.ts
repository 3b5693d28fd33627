import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'
import { draft } from './draft.ts'
import { side } from './machine.ts'
import { formMark, mark, screenOf } from './mark.ts'
import { saidFile } from './protocol.ts'
import { sheet } from './sheet.ts'

const done = z.strictObject({})
const both = ['applicant', 'clerk'] as const
const ofCall = { callId: z.string().max(64) }

/** How captions stand in a call; `none`: this service has no recogniser. */
export const captionsState = z.enum(['none', 'off', 'on', 'paused'])
export type CaptionsState = z.infer<typeof captionsState>

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
  'talk.captions': {
    about: 'Wants captions of this call, or no more. While one of the two does, both are transcribed.',
    by: both,
    input: z.strictObject({ ...ofCall, on: z.boolean() }),
    output: z.strictObject({ state: captionsState }),
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState'],
  },
  'talk.mark': {
    about: 'Points or draws on a screen that is shown in the call.',
    by: both,
    input: z.strictObject({ ...ofCall, screen: screenOf, mark }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'tooMany'],
  },
  'talk.markForm': {
    about: 'Draws in the form that both have before them.',
    by: ['clerk'],
    input: z.strictObject({ ...ofCall, mark: formMark }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'tooMany'],
  },
  'talk.sheet': {
    about:
      'The clerk sends the applicant the guide, what a paper must be like, or a page of the form; it is a line of the talk.',
    by: ['clerk'],
    input: z.strictObject({ ...ofCall, sheet }),
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
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
  'talk.marked': notice({
    about: 'The other side points or draws on a shown screen.',
    to: both,
    data: z.object({ callId: z.string(), by: side, screen: screenOf, mark }),
    passing: true,
  }),
  'talk.markedForm': notice({
    about: 'The clerk draws in the form.',
    to: ['applicant'],
    data: z.object({ callId: z.string(), mark: formMark }),
    passing: true,
  }),
  'talk.captions': notice({
    about: 'Captions were turned on or off, or the recogniser pauses.',
    to: both,
    data: z.object({ callId: z.string(), state: captionsState }),
    passing: true,
  }),
  'talk.hearing': notice({
    about:
      'What one side is saying, as far as it has been recognised; the next one replaces it. `begunAt`: when the first words of the sentence came, later for each further one of a side.',
    to: both,
    data: z.object({ callId: z.string(), by: side, text: z.string(), begunAt: z.number() }),
    passing: true,
  }),
  'talk.captioned': notice({
    about:
      'What one side said, recognised to its end and in the record. `saidAt`: when. `begunAt`: as told while it was said.',
    to: both,
    data: z.object({
      callId: z.string(),
      by: side,
      text: z.string(),
      saidAt: z.number(),
      begunAt: z.number(),
    }),
  }),
  'talk.drafted': notice({
    about: 'The other side is writing this.',
    to: both,
    data: draft.extend({ callId: z.string(), by: side }),
    passing: true,
  }),
}
