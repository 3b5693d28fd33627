import { z } from 'zod'
import { notice, requests } from '../protocol/declare.ts'

/** What a file of a visit is. */
export const filePurpose = z.enum([
  'material',
  'documentFront',
  'documentBack',
  'face',
  'signature',
  /** Of its case, from the deciding office. */
  'result',
  /** Sent from one to the other in the talk of a call (TALK-7). */
  'chat',
])
export type FilePurpose = z.infer<typeof filePurpose>

/** What the applicant may give. */
const givenPurpose = filePurpose.exclude(['result', 'chat'])
export type GivenPurpose = z.infer<typeof givenPurpose>

export const fileView = z.object({
  id: z.string(),
  visitId: z.string(),
  purpose: filePurpose,
  /** Code of the material it is. */
  material: z.string().optional(),
  name: z.string(),
  type: z.string(),
  sizeBytes: z.number(),
  at: z.number(),
  /** The clerk's verdict on a material. */
  verdict: z.enum(['accepted', 'returned']).optional(),
  reason: z.string().optional(),
})
export type FileView = z.infer<typeof fileView>

/** The largest file anybody may send. */
export const largestFileBytes = 10 * 1024 * 1024

export const recordRequests = requests({
  'record.put': {
    about:
      'Stores a paper, a still or a signature of this visit, encrypted. The type is read from the content.',
    by: ['applicant'],
    input: z.strictObject({
      visitId: z.string().max(64),
      purpose: givenPurpose,
      material: z.string().max(60).optional(),
      name: z.string().min(1).max(200),
      bytes: z.instanceof(Uint8Array),
    }),
    output: fileView,
    safeToRepeat: false,
    refuses: [
      'notFound',
      'wrongState',
      'stepOutOfOrder',
      'fileType',
      'fileTooLarge',
      'unavailable',
      'incomplete',
    ],
  },
  'record.remove': {
    about: 'Takes a paper back before it is handed in.',
    by: ['applicant'],
    input: z.strictObject({ visitId: z.string().max(64), fileId: z.string().max(64) }),
    output: z.strictObject({}),
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'record.judge': {
    about: 'The clerk accepts a paper, or returns it with the reason.',
    by: ['clerk'],
    input: z.strictObject({
      visitId: z.string().max(64),
      fileId: z.string().max(64),
      verdict: z.enum(['accepted', 'returned']),
      reason: z.string().max(500).optional(),
    }),
    output: z.strictObject({}),
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'incomplete'],
  },
  'record.files': {
    about: 'The files of a visit this session may see.',
    by: ['applicant', 'clerk'],
    input: z.strictObject({ visitId: z.string().max(64) }),
    output: z.strictObject({ files: z.array(fileView) }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
})

export const recordNotices = {
  'record.changed': notice({
    about: 'A file was added or judged.',
    to: ['applicant', 'clerk'],
    data: fileView,
  }),
  'record.removed': notice({
    about: 'A file was taken back.',
    to: ['applicant', 'clerk'],
    data: z.object({ visitId: z.string(), fileId: z.string() }),
  }),
}
