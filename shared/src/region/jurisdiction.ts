import { z } from 'zod'
import { bilingual } from '../words/bilingual.ts'

/** REGION-1: a six-digit GB/T 2260 code: province, prefecture, county; `00` where a level is not named. */
export const jurisdictionCode = z.string().regex(/^[1-9]\d(0000|(?!00)\d{2}(00|(?!00)\d{2}))$/)

export const jurisdiction = z.strictObject({
  code: jurisdictionCode,
  name: bilingual,
})
export type Jurisdiction = z.infer<typeof jurisdiction>
