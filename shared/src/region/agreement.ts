import { z } from 'zod'
import { bilingual } from '../words/bilingual.ts'
import { jurisdictionCode } from './jurisdiction.ts'

/** Jurisdictions that serve each other's people (通办协议). */
export const agreement = z.strictObject({
  code: z.string().min(1).max(60),
  name: bilingual,
  level: z.enum(['national', 'province', 'city', 'county', 'zone']),
  members: z.array(jurisdictionCode).min(2),
  /** Item codes it covers. */
  items: z.array(z.string().min(1)).min(1),
})
export type Agreement = z.infer<typeof agreement>

/** REGION-2: may someone standing in `from` be served by `to` for this item? */
export const servedBetween = (
  agreements: readonly Agreement[],
  from: string,
  to: string,
  itemCode: string,
): boolean =>
  agreements.some(
    (one) => one.items.includes(itemCode) && one.members.includes(from) && one.members.includes(to),
  )
