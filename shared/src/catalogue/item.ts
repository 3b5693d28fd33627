import { z } from 'zod'
import { condition, formDefinition } from '../form/definition.ts'
import { bilingual } from '../words/bilingual.ts'

/** A paper the guide asks for, and when it is good enough. */
export const material = z.strictObject({
  code: z.string().min(1).max(60),
  name: bilingual,
  /** true: always; false: may be given; conditions over form values: when all hold. */
  required: z.union([z.boolean(), z.array(condition).min(1)]),
  original: z.number().int().nonnegative(),
  copies: z.number().int().nonnegative(),
  acceptedTypes: z.array(z.enum(['image/jpeg', 'image/png', 'application/pdf'])).min(1),
  maxBytes: z.number().int().positive(),
  /** What makes it acceptable, one sentence each. */
  rules: z.array(bilingual).min(1),
  /** What a good picture of it shows. */
  picture: bilingual,
})
export type Material = z.infer<typeof material>

export const guide = z.strictObject({
  whoMayApply: bilingual,
  steps: z.array(bilingual).min(1),
  materials: z.array(material),
  timeLimitWorkingDays: z.number().int().nonnegative(),
  /** 0 is free. */
  feeYuan: z.number().nonnegative(),
  feeNote: bilingual.optional(),
  delivery: z
    .array(z.strictObject({ value: z.enum(['courier', 'electronic', 'pickUp']), label: bilingual }))
    .min(1),
  /** Must the person come to the deciding office? */
  presenceRequired: z.boolean(),
  basis: z.array(z.strictObject({ law: bilingual, article: bilingual.optional() })).min(1),
})
export type Guide = z.infer<typeof guide>

/** Something one can apply for (事项). */
export const item = z.strictObject({
  code: z.string().min(1).max(60),
  name: bilingual,
  theme: bilingual,
  forWhom: z.enum(['person', 'legalPerson']),
  /** One sentence for lists and search. */
  about: bilingual,
  /** Further words people use for it; searched, not shown. */
  alsoCalled: z.array(z.string().min(1)),
  guide,
  form: formDefinition,
})
export type Item = z.infer<typeof item>

/** CATALOGUE-1: where an item contradicts itself; empty when it may be published. */
export const itemFaults = ({ code, guide: { materials }, form }: Item): string[] => {
  const foreign = form.code === code ? [] : [`the form is of ${form.code}`]
  const codes = new Set([...materials, ...form.papers].map((one) => one.code))
  const differing = [...codes].filter((paper) => {
    const asked = materials.find((one) => one.code === paper)?.required
    const needed = form.papers.find((one) => one.code === paper)?.required
    return JSON.stringify(asked) !== JSON.stringify(needed)
  })
  return [...foreign, ...differing.map((paper) => `the form and the guide differ about ${paper}`)]
}
