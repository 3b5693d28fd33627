import { z } from 'zod'
import { staffRoles } from './role.ts'

export const person = z.strictObject({
  phase: z.enum(['active', 'suspended']),
  login: z.string(),
  name: z.string(),
  /** The number on the desk plate (工号). */
  number: z.string(),
  role: z.enum(staffRoles),
  jurisdiction: z.string(),
  /** Item codes, or '*' for all. */
  skills: z.array(z.string()),
  passwordHash: z.string(),
  /** How often an administrator has written it: what they change is one of these, and signing in is none. */
  edition: z.number().int().positive(),
  failures: z.number().int().nonnegative(),
  lockedUntil: z.number(),
})
export type Person = z.infer<typeof person>

/** Wrong tries in a row, and until when there is no other. */
export type Tries = Pick<Person, 'failures' | 'lockedUntil'>

/** The first wrong passwords are free, then the delay doubles up to a quarter of an hour (PEOPLE-2). */
const freeFailures = 3
const longestLockMs = 15 * 60_000

/** Ms a login is locked after the `failures`-th wrong password in a row. */
export const lockMs = (failures: number): number =>
  failures < freeFailures ? 0 : Math.min(longestLockMs, 2_000 * 2 ** (failures - freeFailures))

/** The count after one more wrong try at `at`. */
export const failed = ({ failures }: Tries, at: number): Tries => ({
  failures: failures + 1,
  lockedUntil: at + lockMs(failures + 1),
})

/** The count after a right one. */
export const entered: Tries = { failures: 0, lockedUntil: 0 }
