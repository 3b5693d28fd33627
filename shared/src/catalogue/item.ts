import { z } from 'zod'
import { condition, formDefinition } from '../form/definition.ts'
import type { DefinitionFault } from '../form/sound.ts'
import { recordingPolicy } from '../recording/state.ts'
import { bilingual, say } from '../words/bilingual.ts'
import { schemaMisfits } from './schemafit.ts'

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

/** Part of addresses and of the names of editions: small letters, digits and dashes. */
const itemCode = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)

/** Something one can apply for (事项). */
export const item = z.strictObject({
  code: itemCode,
  name: bilingual,
  theme: bilingual,
  forWhom: z.enum(['person', 'legalPerson']),
  /** One sentence for lists and search. */
  about: bilingual,
  /** Further words people use for it; searched, not shown. */
  alsoCalled: z.array(z.string().min(1)),
  guide,
  /** Whether calls about it are recorded; `offered` when nothing is said. */
  recording: recordingPolicy.exactOptional(),
  form: formDefinition,
})
export type Item = z.infer<typeof item>

const otherCode = say('申请表的代码要与事项的代码相同', 'The form must have the code of the item')

const otherPaper = (code: string) =>
  say(
    `申请表和办事指南对材料 ${code} 的要求不一致,请改成一样`,
    `The form and the guide differ about ${code}; make them the same`,
  )

const samePaper = (code: string) =>
  say(`材料代码 ${code} 用了两次,请改一个`, `The material code ${code} is there twice; change one`)

/** CATALOGUE-1, CATALOGUE-3: where an item contradicts itself; empty when it may be published. */
export const itemFaults = ({ code, guide: { materials }, form }: Item): DefinitionFault[] => {
  const foreign = form.code === code ? [] : [{ at: ['form', 'code'], message: otherCode }]
  const codes = new Set([...materials, ...form.papers].map((one) => one.code))
  const differing = [...codes].filter((paper) => {
    const asked = materials.find((one) => one.code === paper)?.required
    const needed = form.papers.find((one) => one.code === paper)?.required
    return JSON.stringify(asked) !== JSON.stringify(needed)
  })
  const twice = materials.flatMap((one, index) =>
    materials.findIndex((other) => other.code === one.code) < index
      ? [{ at: ['guide', 'materials', index, 'code'], message: samePaper(one.code) }]
      : [],
  )
  const misfits = schemaMisfits(form).map(({ at, message }) => ({ at: ['form', ...at], message }))
  return [
    ...foreign,
    ...differing.map((paper) => ({ at: ['form', 'papers'], message: otherPaper(paper) })),
    ...twice,
    ...misfits,
  ]
}

/** CATALOGUE-6: an item that an administrator may publish. */
export const publishableItem = item.superRefine((one, context) => {
  for (const { at, message } of itemFaults(one))
    context.addIssue({ code: 'custom', path: [...at], message: message.en, params: message })
})
