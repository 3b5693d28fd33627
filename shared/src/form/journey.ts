import type { FormDefinition } from './definition.ts'
import type { Filled, Problem } from './validate.ts'

/** A form or a view of it: enough to tell how far it is. */
export interface Underway extends Filled {
  readonly values: Readonly<
    Record<
      string,
      {
        readonly value: Filled['values'][string]['value']
        readonly by: string
        readonly confirmedAt?: number | undefined
        readonly masked?: boolean
      }
    >
  >
  readonly unconfirmedRows: Readonly<Record<string, unknown>>
}

/** How far a form is; computed, never stored. */
export interface Journey {
  readonly pages: readonly {
    readonly id: string
    /** Everything on it is filled in, valid and confirmed. */
    readonly done: boolean
    readonly problems: readonly Problem[]
    /** Paths of what the clerk wrote and the applicant has not confirmed. */
    readonly unconfirmed: readonly string[]
  }[]
  /** Codes of papers that are required by these values and not there. */
  readonly missingMaterials: readonly string[]
  /** The first page that is not done; null when all are. */
  readonly next: string | null
  readonly ready: boolean
}

/** Which pages are done and what is missing before submitting. */
export const journey = (
  _definition: FormDefinition,
  _form: Underway,
  _materialsPresent: readonly string[],
  _at?: number,
): Journey => ({ pages: [], missingMaterials: [], next: null, ready: false })
