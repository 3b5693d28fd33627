import type { Outcome, RefusalCode } from '@farwindow/shared/protocol/refusal.ts'
import { expect } from 'vitest'

/** The value of an outcome that has to be one; shows the refusal when it is not. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.value
}

/** Expects a refusal with this code. */
export function refusedAs(code: RefusalCode, outcome: Outcome<unknown>, what?: string): void {
  expect(outcome, what).toMatchObject({ ok: false, refusal: { code } })
}
