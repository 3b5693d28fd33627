import type { Outcome, RefusalCode } from '@farwindow/shared/protocol/refusal.ts'
import { expect } from 'vitest'

/** The value of an outcome that has to be one; shows the refusal when it is not. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.value
}

/** Expects a refusal with this code and, when given, exactly these details. */
export const refusedAs = (code: RefusalCode, outcome: Outcome<unknown>, ...detail: string[]): void => {
  expect(outcome).toMatchObject({ ok: false, refusal: detail.length > 0 ? { code, detail } : { code } })
}
