import type { FormSide, ValueSource } from './state.ts'
import type { FieldValue } from './value.ts'

/** What every event says: who did it, on whose behalf, and when (ms). */
interface Act {
  readonly side: FormSide
  readonly who: string
  readonly at: number
}

/** `inUseBy`: the writer whose cursor is in that field (or row) now, as the server's presence knows it. */
export interface Touch extends Act {
  readonly inUseBy?: string | undefined
}

/** `base`: the revision of that field which the editor saw; 0 when it had none. */
export type Edited = Touch & {
  readonly type: 'edited'
  readonly path: string
  readonly value: FieldValue
  readonly base: number
  readonly edit: string
  readonly source: ValueSource
}
export type Undone = Touch & { readonly type: 'undone'; readonly path: string; readonly edit: string }
export type RowAdded = Act & { readonly type: 'rowAdded'; readonly group: string; readonly row: string }
export type RowRemoved = Touch & { readonly type: 'rowRemoved'; readonly group: string; readonly row: string }
export type Turned = Act & { readonly type: 'tookBack' | 'gaveBack' }
export type Shown = Act & { readonly type: 'released' | 'hidden'; readonly path: string }
/** `base`: the form's revision the applicant was looking at; what changed after it is not confirmed. */
export type Confirmed = Act & {
  readonly type: 'confirmed'
  readonly paths: readonly string[]
  readonly base: number
}
/** `materialsPresent`: codes of the papers that have been given. */
export type Sealed = Act & { readonly type: 'sealed'; readonly materialsPresent: readonly string[] }

export type FormEvent = Edited | Undone | RowAdded | RowRemoved | Turned | Shown | Confirmed | Sealed
