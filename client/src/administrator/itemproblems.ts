import type { Item } from '@farwindow/shared/catalogue/item.ts'
import { itemProblems } from '@farwindow/shared/catalogue/problems.ts'
import { publishableItem } from '@farwindow/shared/catalogue/item.ts'
import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'
import { itemOfDraft, type ItemDraft } from './itemdraft.ts'

/** The sections of the editor, in their order. */
export const sections = ['basics', 'guide', 'materials', 'form'] as const
export type Section = (typeof sections)[number]

/** Something to mend: in which section, where in it, and what to do. */
export interface PlacedProblem {
  readonly section: Section
  /** Keys and indices inside the section: `name, zh`; `2, rules, 0`; `pages, 0, fields, 3`. */
  readonly at: readonly (string | number)[]
  /** In the form: the line of its text. */
  readonly line: number | null
  readonly message: Bilingual
}

export interface Judged {
  /** Null while there is something to mend. */
  readonly item: Item | null
  readonly problems: readonly PlacedProblem[]
}

/** What is said of a material is said once, and so is what is said of both languages of a text. */
const keyOf = ({ section, at, message }: PlacedProblem): string => {
  const text = at.at(-1) === 'zh' || at.at(-1) === 'en' ? at.slice(0, -1) : at
  return [section, (section === 'materials' ? at.slice(0, 1) : text).join('/'), message.zh].join(' ')
}

/** What the form takes from the item is mended there. */
const isTaken = (at: readonly (string | number)[]): boolean =>
  at[0] === 'form' && (at[1] === 'code' || at[1] === 'version')

/** Everything that keeps the draft from being published, section by section, each thing once (CATALOGUE-6). */
export const judge = (draft: ItemDraft): Judged => {
  const { item, json } = itemOfDraft(draft)
  const place = (at: readonly (string | number)[], message: Bilingual): PlacedProblem => {
    const [first, second, ...rest] = at
    if (first === 'guide' && second === 'materials')
      return { section: 'materials', at: rest, line: null, message }
    if (first === 'guide') return { section: 'guide', at: at.slice(1), line: null, message }
    if (first !== 'form') return { section: 'basics', at, line: null, message }
    // What a paper calls for is kept with the material of the same place.
    if (second === 'papers') return { section: 'materials', at: rest, line: null, message }
    const inside = at.slice(1)
    return { section: 'form', at: inside, line: json.ok ? json.lineOf(inside) : null, message }
  }
  const found = itemProblems(item)
    .filter(({ at }) => (json.ok || at[0] !== 'form') && !isTaken(at))
    .map(({ at, message }) => place(at, message))
  if (!json.ok) found.push({ section: 'form', at: [], line: json.line, message: json.message })
  const problems = sections.flatMap((section) => found.filter((one) => one.section === section))
  // Of those that say the same the first stays.
  const once = [...new Map(problems.toReversed().map((one) => [keyOf(one), one])).values()].toReversed()
  const read = publishableItem.safeParse(item)
  return { item: read.success ? read.data : null, problems: once }
}
