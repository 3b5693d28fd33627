import type { Outcome, RefusalCode } from '@farwindow/shared/protocol/refusal.ts'

/** The value of an outcome that has to be one; shows the refusal when it is not. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.value
}

/** The code of a refusal; undefined when it was none. */
export const codeOf = (outcome: Outcome<unknown>): RefusalCode | undefined =>
  outcome.ok ? undefined : outcome.refusal.code
