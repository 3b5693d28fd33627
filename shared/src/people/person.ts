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
  failures: z.number().int().nonnegative(),
  lockedUntil: z.number(),
})
export type Person = z.infer<typeof person>

/** The first wrong passwords are free, then the delay doubles up to a quarter of an hour (PEOPLE-2). */
const freeFailures = 3
const longestLockMs = 15 * 60_000

/** Ms a login is locked after the `failures`-th wrong password in a row. */
export const lockMs = (failures: number): number =>
  failures < freeFailures ? 0 : Math.min(longestLockMs, 2_000 * 2 ** (failures - freeFailures))

/** The record after a wrong password at `at`. */
export const failed = (who: Person, at: number): Person => ({
  ...who,
  failures: who.failures + 1,
  lockedUntil: at + lockMs(who.failures + 1),
})

/** The record after the right password. */
export const entered = (who: Person): Person => ({ ...who, failures: 0, lockedUntil: 0 })
