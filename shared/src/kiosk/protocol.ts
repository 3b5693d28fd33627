import { z } from 'zod'
import { requests } from '../protocol/declare.ts'
import { roles } from '../people/role.ts'
import { me } from '../people/protocol.ts'
import { publicKey } from './kiosk.ts'

const id = z.string().min(1).max(64)

export const kioskView = z.object({
  id: z.string(),
  phase: z.enum(['awaiting', 'enrolled', 'revoked']),
  name: z.string(),
  hall: z.string(),
  jurisdiction: z.string(),
  /** A page of it is connected now. */
  online: z.boolean(),
})
export type KioskView = z.infer<typeof kioskView>

const issuedCode = z.strictObject({ kioskId: z.string(), code: z.string(), expiresAt: z.number() })

export const kioskRequests = requests({
  'kiosk.enrol': {
    about: 'Ties this browser’s key to the kiosk whose one-time code was typed in.',
    by: roles,
    input: z.strictObject({ code: z.string().min(4).max(32), publicKey }),
    output: z.strictObject({ kioskId: z.string() }),
    safeToRepeat: true,
    refuses: ['codeInvalid', 'kioskRevoked', 'lockedOut'],
  },
  'kiosk.challenge': {
    about: 'A nonce to sign, good for one minute and one use.',
    by: roles,
    input: z.strictObject({ kioskId: id }),
    output: z.strictObject({ nonce: z.string() }),
    safeToRepeat: true,
    refuses: [],
  },
  'kiosk.prove': {
    about: 'Starts the kiosk’s session; the signature shows that the enrolled key is here.',
    by: roles,
    input: z.strictObject({ kioskId: id, nonce: z.string().max(128), signature: z.string().max(256) }),
    output: me,
    safeToRepeat: true,
    overHttp: true,
    refuses: ['codeInvalid', 'kioskRevoked'],
  },
  'kiosk.list': {
    about: 'The enrolled and awaited kiosks.',
    by: ['administrator'],
    input: z.strictObject({}),
    output: z.strictObject({ kiosks: z.array(kioskView) }),
    safeToRepeat: true,
    refuses: [],
  },
  'kiosk.add': {
    about: 'A new kiosk and its one-time enrolment code.',
    by: ['administrator'],
    input: z.strictObject({
      name: z.string().min(1).max(64),
      hall: z.string().min(1).max(128),
      jurisdiction: z.string().regex(/^\d{6}$/),
    }),
    output: issuedCode,
    safeToRepeat: false,
    refuses: ['notFound'],
  },
  'kiosk.issueCode': {
    about: 'A new enrolment code; the old key and its sessions end at once.',
    by: ['administrator'],
    input: z.strictObject({ kioskId: id }),
    output: issuedCode,
    safeToRepeat: false,
    refuses: ['notFound'],
  },
  'kiosk.revoke': {
    about: 'Takes a kiosk out of service; its sessions end at once.',
    by: ['administrator'],
    input: z.strictObject({ kioskId: id }),
    output: z.strictObject({}),
    safeToRepeat: false,
    refuses: ['notFound'],
  },
})
