import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { Journey } from '@farwindow/shared/form/journey.ts'
import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import type { FileView } from '@farwindow/shared/record/protocol.ts'
import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'

/** What stands between the desk and handing in, as far as the desk can know; the server looks again. */
export interface Lacking {
  /** Pages of the form with something missing or wrong. */
  readonly pages: readonly Bilingual[]
  /** How many fields the applicant has yet to confirm. */
  readonly unconfirmed: number
  readonly papers: readonly Bilingual[]
  readonly returned: readonly Bilingual[]
  readonly identity: boolean
  readonly signature: boolean
}

export interface Standing {
  readonly definition: FormDefinition
  readonly journey: Journey
  readonly files: readonly FileView[]
  readonly identity: IdentityView | null
}

/** The codes of papers that are there and not returned: what counts as given. */
export const papersGiven = (files: readonly FileView[]): readonly string[] =>
  files.flatMap(({ purpose, material, verdict }) =>
    purpose === 'material' && material !== undefined && verdict !== 'returned' ? [material] : [],
  )

/** Everything that is missing before an application can be handed in (CASE-13). */
export const lackingOf = ({ definition, journey, files, identity }: Standing): Lacking => {
  const nameOf = (code: string): Bilingual[] =>
    definition.papers.flatMap((paper) => (paper.code === code ? [paper.name] : []))
  const given = papersGiven(files)
  const returned = files.flatMap(({ material, verdict }) =>
    material !== undefined && verdict === 'returned' && !given.includes(material) ? [material] : [],
  )
  return {
    pages: definition.pages.flatMap(({ id, title }) =>
      journey.pages.some((page) => page.id === id && page.problems.length > 0) ? [title] : [],
    ),
    unconfirmed: journey.pages.reduce((sum, page) => sum + page.unconfirmed.length, 0),
    papers: journey.missingMaterials.filter((code) => !returned.includes(code)).flatMap(nameOf),
    returned: [...new Set(returned)].flatMap(nameOf),
    identity: identity?.phase !== 'accepted',
    signature: !files.some(({ purpose }) => purpose === 'signature'),
  }
}

/** Nothing is missing as far as the desk can see. */
export const isComplete = (lacking: Lacking): boolean =>
  lacking.pages.length === 0 &&
  lacking.unconfirmed === 0 &&
  lacking.papers.length === 0 &&
  lacking.returned.length === 0 &&
  !lacking.identity &&
  !lacking.signature
