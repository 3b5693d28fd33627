import { z } from 'zod'

/**
 * Every way a request can be refused. A refusal is an answer, not an error: the screen maps each code
 * to words that say what to do (exhaustively, see client/src/words).
 */
export const refusalCodes = [
  // gateway
  'malformed', // input does not fit its schema; detail names the first wrong field
  'unknown', // no such request
  'tooLarge', // message over the size limit
  'tooMany', // rate limit; retryAfterMs says when to come again
  'signedOut', // no session, or it has expired or been revoked
  'forbidden', // this role may not ask this
  'internal', // our fault; reference finds the log line
  'unavailable', // database or media is away for the moment; try again
  'repeatedDifferently', // the request id was used before with other input
  // people and kiosks
  'wrongCredentials',
  'lockedOut', // too many wrong tries; retryAfterMs
  'codeInvalid', // one-time code wrong, used or expired
  'kioskRevoked',
  'lastAdministrator', // nobody would be left to administer
  // things
  'notFound', // it does not exist, or not for you: the two are never told apart
  'conflict', // somebody else was faster; what you see is being refreshed
  'wrongState', // the thing is not in a state where this can be done
  'notYours', // another clerk or applicant holds it
  'closed', // window closed now; detail carries the next opening
  'notServed', // no agreement covers this jurisdiction and item
  // form
  'fieldUnknown',
  'fieldInUse', // the other person is typing there
  'stale', // a newer revision of the field won
  'controlTaken', // the applicant took the form back
  'incomplete', // required fields, papers, confirmations or steps are missing; detail lists them
  'masked', // the value has not been released by the applicant
  // identity
  'stepOutOfOrder',
  'stepsMissing',
  'tooLate', // the cue's time is over
  'documentInvalid',
  // files
  'fileType',
  'fileTooLarge',
] as const

export const refusalCode = z.enum(refusalCodes)
export type RefusalCode = z.infer<typeof refusalCode>

export const refusal = z.strictObject({
  code: refusalCode,
  /** What exactly: a field path, the missing steps, the next opening. For machines and words, never a stack. */
  detail: z.array(z.string()).optional(),
  retryAfterMs: z.number().int().nonnegative().optional(),
  /** Finds the log line of an `internal` error. */
  reference: z.string().optional(),
})
export type Refusal = z.infer<typeof refusal>

/** A machine's or handler's answer: the value, or why not. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

/** Wraps a value as a success. */
export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value })

/** Makes a refusal; `detail` says what exactly. */
export const refuse = (code: RefusalCode, ...detail: string[]): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: detail.length > 0 ? { code, detail } : { code },
})
