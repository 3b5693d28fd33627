import type { Guide, Material } from '@farwindow/shared/catalogue/item.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import { answersOf, holds, shownFields } from '@farwindow/shared/form/shown.ts'
import { valuesOf, type Filled } from '@farwindow/shared/form/values.ts'
import type { FileView } from '@farwindow/shared/record/protocol.ts'

/** How a paper of the guide stands. */
export interface PaperStand {
  readonly material: Material
  /** Asked for by what stands in the form now. */
  readonly needed: boolean
  /** `returned`: the clerk sent back what was given, and nothing new has come since. */
  readonly state: 'none' | 'given' | 'accepted' | 'returned'
  readonly files: readonly FileView[]
}

/** Codes of the papers of which something was given that has not been sent back. */
export const givenPapers = (files: readonly FileView[]): readonly string[] => [
  ...new Set(
    files.flatMap(({ purpose, material, verdict }) =>
      purpose === 'material' && material !== undefined && verdict !== 'returned' ? [material] : [],
    ),
  ),
]

const stateOf = (files: readonly FileView[]): PaperStand['state'] => {
  if (files.length === 0) return 'none'
  const standing = files.filter(({ verdict }) => verdict !== 'returned')
  if (standing.length === 0) return 'returned'
  return standing.every(({ verdict }) => verdict === 'accepted') ? 'accepted' : 'given'
}

/** Every paper of the guide, those that are needed first, with what was given for it. */
export const paperStands = (
  guide: Guide,
  definition: FormDefinition,
  form: Filled,
  files: readonly FileView[],
): readonly PaperStand[] => {
  const answers = answersOf(shownFields(definition, valuesOf(form)))
  const isNeeded = ({ required }: Material): boolean =>
    Array.isArray(required) ? required.every((one) => holds(one, answers)) : required
  return guide.materials
    .map((material): PaperStand => {
      const own = files.filter((file) => file.purpose === 'material' && file.material === material.code)
      return { material, needed: isNeeded(material), state: stateOf(own), files: own }
    })
    .toSorted((one, other) => Number(other.needed) - Number(one.needed))
}

/** Fields whose value is newer than the signature: what was signed is no longer what stands there. */
export const changedSince = (
  form: Filled & { values: Readonly<Record<string, { at: number }>> },
  at: number,
): boolean => Object.values(form.values).some((field) => field.at > at)
