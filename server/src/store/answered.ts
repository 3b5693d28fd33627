import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Cause } from './commit.ts'
import type { Database } from './database.ts'

/** What `commit_batch` says. */
export type Written =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'conflict' }
  | {
      readonly outcome: 'repeated'
      readonly request: string
      readonly inputHash: string
      readonly answer: unknown
    }

/** The answer of the first run, or `repeatedDifferently` when the id was used for something else. */
export const repeated = <T>(cause: Cause, earlier: Extract<Written, { outcome: 'repeated' }>): Outcome<T> =>
  earlier.request === cause.request?.name && earlier.inputHash === cause.request.inputHash
    ? // Stored by this same request, so of this type.
      ok(earlier.answer as T)
    : { ok: false, refusal: { code: 'repeatedDifferently' } }

/**
 * What this request was answered before, or null. A repetition is mostly refused by the very state its first run
 * made (a row that is there already, a case handed in): then the first answer counts (COMMIT-3).
 */
export const answeredBefore = async <T>(db: Database, cause: Cause): Promise<Outcome<T> | null> => {
  const { sessionId } = cause.by
  if (cause.request === undefined || sessionId === undefined) return null
  const row = await db
    .selectFrom('answered')
    .select(['request', 'input_hash', 'answer'])
    .where('session_id', '=', sessionId)
    .where('request_id', '=', cause.request.id)
    .executeTakeFirst()
  if (row === undefined) return null
  const { request, input_hash, answer } = row
  return repeated(cause, { outcome: 'repeated', request, inputHash: input_hash, answer })
}
