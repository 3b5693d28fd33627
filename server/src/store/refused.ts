import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'

/** Carries a refusal out of the middle of a work; caught by `commit` and the gateway only. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}
