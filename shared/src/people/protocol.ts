import { z } from 'zod'
import { requests } from '../protocol/declare.ts'
import { base, saved } from '../protocol/versioned.ts'
import { roles, role, staffRoles } from './role.ts'
import { surface } from './session.ts'

/** Who one is, as the page needs it. */
export const me = z.object({
  role,
  sessionId: z.string(),
  name: z.string().optional(),
  number: z.string().optional(),
  jurisdiction: z.string().optional(),
  kioskId: z.string().optional(),
  visitId: z.string().optional(),
})
export type Me = z.infer<typeof me>

const login = z.string().trim().toLowerCase().min(1).max(64)
const password = z.string().min(1).max(256)
const newPassword = z.string().min(10).max(256)

/** A member of staff as the administrator sees them; `version` counts what administrators changed, not sign-ins. */
export const staffMember = z.object({
  version: z.number().int().positive(),
  login: z.string(),
  name: z.string(),
  number: z.string(),
  role: z.enum(staffRoles),
  jurisdiction: z.string(),
  skills: z.array(z.string()),
  suspended: z.boolean(),
  lockedUntil: z.number(),
})
export type StaffMember = z.infer<typeof staffMember>

export const peopleRequests = requests({
  'people.signIn': {
    about: 'Starts a staff session on this page; the cookie comes with the HTTP answer.',
    by: roles,
    input: z.strictObject({ surface, login, password }),
    output: me,
    safeToRepeat: true,
    overHttp: true,
    refuses: ['wrongCredentials', 'lockedOut', 'forbidden'],
  },
  'people.signOut': {
    about: 'Ends the session of this page everywhere at once.',
    by: roles,
    input: z.strictObject({}),
    output: z.strictObject({}),
    safeToRepeat: true,
    overHttp: true,
    refuses: [],
  },
  'people.me': {
    about: 'Says who is asking.',
    by: roles,
    input: z.strictObject({}),
    output: me,
    safeToRepeat: true,
    refuses: [],
  },
  'people.setUp': {
    about:
      'Makes the first administrator of an empty installation, with the one-time link printed at its start.',
    by: ['visitor'],
    input: z.strictObject({
      token: z.string().max(128),
      login,
      name: z.string().min(1).max(64),
      password: newPassword,
    }),
    output: z.strictObject({}),
    safeToRepeat: false,
    refuses: ['codeInvalid'],
  },
  'people.list': {
    about: 'The staff of the administrator’s jurisdictions.',
    by: ['administrator'],
    input: z.strictObject({}),
    output: z.strictObject({ people: z.array(staffMember) }),
    safeToRepeat: true,
    refuses: [],
  },
  'people.save': {
    about:
      'Adds a member of staff (base 0) or changes one; without a password the old one stays. The last administrator stays one.',
    by: ['administrator'],
    input: z.strictObject({
      base,
      login,
      name: z.string().min(1).max(64),
      number: z.string().min(1).max(16),
      role: z.enum(staffRoles),
      jurisdiction: z.string().regex(/^\d{6}$/),
      skills: z.array(z.string().max(64)).max(200),
      suspended: z.boolean(),
      password: newPassword.optional(),
    }),
    output: saved,
    safeToRepeat: false,
    refuses: ['incomplete', 'notFound', 'conflict', 'lastAdministrator'],
  },
})
