import type { Item, Material } from '@farwindow/shared/catalogue/item.ts'
import { readJson, type JsonRead } from '@farwindow/shared/catalogue/jsontext.ts'
import { papersOf } from '@farwindow/shared/catalogue/part.ts'
import type { Condition } from '@farwindow/shared/form/definition.ts'
import type { Bilingual } from '@farwindow/shared/words/bilingual.ts'

/** When a paper is asked for, while it is edited. */
export type Wanted = 'always' | 'optional' | 'when'

export interface MaterialDraft extends Omit<Material, 'required' | 'original' | 'copies' | 'maxBytes'> {
  readonly wanted: Wanted
  readonly conditions: readonly { readonly path: string; readonly is: string }[]
  readonly original: string
  readonly copies: string
  readonly megabytes: string
}

type Guide = Item['guide']

/** An item while it is edited: numbers as they are typed, and the form as text. */
export interface ItemDraft extends Pick<Item, 'code' | 'name' | 'theme' | 'forWhom' | 'about' | 'recording'> {
  /** Separated by 、 or commas. */
  readonly alsoCalled: string
  readonly guide: Omit<Guide, 'materials' | 'timeLimitWorkingDays' | 'feeYuan' | 'feeNote' | 'basis'> & {
    readonly days: string
    readonly yuan: string
    readonly feeNote: Bilingual
    readonly basis: readonly { readonly law: Bilingual; readonly article: Bilingual }[]
  }
  readonly materials: readonly MaterialDraft[]
  /** JSON of pages, schema and rules. Code, version and papers follow from the rest. */
  readonly formText: string
}

export const nothing: Bilingual = { zh: '', en: '' }
const megabyte = 1_000_000

const isBlank = ({ zh, en }: Bilingual): boolean => zh.trim() === '' && en.trim() === ''

const materialDraftOf = (material: Material): MaterialDraft => {
  const { required, original, copies, maxBytes, ...rest } = material
  const isConditional = typeof required !== 'boolean'
  return {
    ...rest,
    wanted: isConditional ? 'when' : required ? 'always' : 'optional',
    conditions: isConditional
      ? required.map(({ path, is }) => ({ path, is: is.map(String).join('、') }))
      : [],
    original: String(original),
    copies: String(copies),
    megabytes: String(maxBytes / megabyte),
  }
}

const wordsOf = (text: string): string[] =>
  text
    .split(/[、,，;；\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** A tick is chosen by 'true'. */
const conditionOf = ({ path, is }: MaterialDraft['conditions'][number]): Condition => ({
  path: path.trim(),
  is: wordsOf(is).map((word) => (word === 'true' ? true : word === 'false' ? false : word)),
})

const requiredOf = ({ wanted, conditions }: MaterialDraft): Material['required'] =>
  wanted === 'when' ? conditions.map(conditionOf) : wanted === 'always'

/** A blank is no number: it is refused with its place. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

const materialOf = (draft: MaterialDraft): Material => {
  const { wanted: _wanted, conditions: _conditions, megabytes, original, copies, ...rest } = draft
  return {
    ...rest,
    required: requiredOf(draft),
    original: numberOf(original),
    copies: numberOf(copies),
    maxBytes: Math.round(numberOf(megabytes) * megabyte),
  }
}

export const draftOfItem = (item: Item): ItemDraft => {
  const { guide, form, alsoCalled, ...rest } = item
  const { materials, timeLimitWorkingDays, feeYuan, feeNote, basis, ...said } = guide
  const { pages, schema, rules } = form
  return {
    ...rest,
    alsoCalled: alsoCalled.join('、'),
    guide: {
      ...said,
      days: String(timeLimitWorkingDays),
      yuan: String(feeYuan),
      feeNote: feeNote ?? nothing,
      basis: basis.map(({ law, article }) => ({ law, article: article ?? nothing })),
    },
    materials: materials.map(materialDraftOf),
    formText: JSON.stringify({ pages, schema, rules }, null, 2),
  }
}

export interface DraftRead {
  /** As it would be published, right or wrong; the form is left out while its text is no JSON. */
  readonly item: unknown
  readonly json: JsonRead
}

/** What one pastes may be a whole definition; what the item says of it goes before that. */
const formOf = (value: unknown, code: string, materials: readonly Material[]): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const papers = papersOf(materials)
  return { rules: [], ...value, code, version: 1, papers }
}

/** The draft put together as an item; whether it may be published, `itemProblems` says. */
export const itemOfDraft = (draft: ItemDraft): DraftRead => {
  const { guide, materials: drafted, formText, alsoCalled, ...rest } = draft
  const { days, yuan, feeNote, basis, ...said } = guide
  const materials = drafted.map(materialOf)
  const json = readJson(formText)
  const item = {
    ...rest,
    alsoCalled: wordsOf(alsoCalled),
    guide: {
      ...said,
      materials,
      timeLimitWorkingDays: numberOf(days),
      feeYuan: numberOf(yuan),
      ...(isBlank(feeNote) ? {} : { feeNote }),
      basis: basis.map(({ law, article }) => (isBlank(article) ? { law } : { law, article })),
    },
    ...(json.ok ? { form: formOf(json.value, draft.code, materials) } : {}),
  }
  return { item, json }
}
