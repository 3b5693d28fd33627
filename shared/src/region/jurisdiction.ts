import { z } from 'zod'
import { bilingual } from '../words/bilingual.ts'

/** REGION-1: a six-digit GB/T 2260 code: province, prefecture, county; `00` where a level is not named. */
export const jurisdictionCode = z.string().regex(/^[1-9]\d(?:0000|(?!00)\d{2}\d{2})$/)

/** The first two digits of GB/T 2260: the provinces, autonomous regions, municipalities and special regions. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
)

/** REGION-1: why a code cannot be a jurisdiction's. `shape`: not six digits, or a level left out; `province`: no such province. */
export const codeFault = (code: string): 'shape' | 'province' | undefined => {
  if (!jurisdictionCode.safeParse(code).success) return 'shape'
  return provinces.has(code.slice(0, 2)) ? undefined : 'province'
}

export const jurisdiction = z.strictObject({
  code: jurisdictionCode.refine((code) => codeFault(code) === undefined, 'no such province'),
  name: bilingual,
})
export type Jurisdiction = z.infer<typeof jurisdiction>

/** REGION-1: the level a code stands for. */
export const levelOf = (code: string): 'province' | 'prefecture' | 'county' =>
  code.endsWith('0000') ? 'province' : code.endsWith('00') ? 'prefecture' : 'county'

/** The code one level up; nothing above a province. Districts of the four municipalities have 01 in between. */
export const parentOf = (code: string): string | undefined => {
  const level = levelOf(code)
  if (level === 'province') return undefined
  return level === 'county' ? `${code.slice(0, 4)}00` : `${code.slice(0, 2)}0000`
}

/** REGION-2: is `inner` the jurisdiction itself or below it? */
export const isWithin = (inner: string, outer: string): boolean => {
  const level = levelOf(outer)
  const length = level === 'province' ? 2 : level === 'prefecture' ? 4 : 6
  return inner.slice(0, length) === outer.slice(0, length)
}

/** The full name as people say it: 浙江省湖州市南浔区. Levels that are not listed are left out. */
export const fullName = (
  jurisdictions: readonly Jurisdiction[],
  code: string,
): { zh: string; en: string } => {
  const chain: Jurisdiction[] = []
  for (let at: string | undefined = code; at !== undefined; at = parentOf(at)) {
    const found = jurisdictions.find((one) => one.code === at)
    if (found) chain.unshift(found)
  }
  return {
    zh: chain.map(({ name }) => name.zh).join(''),
    en: chain
      .toReversed()
      .map(({ name }) => name.en)
      .join(', '),
  }
}
