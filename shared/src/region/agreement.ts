import { z } from 'zod'
import { bilingual } from '../words/bilingual.ts'
import { isWithin, jurisdictionCode } from './jurisdiction.ts'

/** Jurisdictions that serve each other's people (通办协议). */
export const agreement = z.strictObject({
  code: z.string().min(1).max(60),
  name: bilingual,
  /** Who concluded it. */
  level: z.enum(['national', 'province', 'city', 'county', 'zone']),
  members: z.array(jurisdictionCode).min(2),
  /** Item codes it covers. */
  items: z.array(z.string().min(1).max(60)).min(1),
})
export type Agreement = z.infer<typeof agreement>

/**
 * REGION-3: may someone standing in `from` be served by `to` for this item? A member stands for everything
 * below it: a province's agreement covers its counties. A member serves its own people without an agreement.
 */
export const servedBetween = (
  agreements: readonly Agreement[],
  from: string,
  to: string,
  itemCode: string,
): boolean =>
  from === to ||
  agreements.some(
    ({ items, members }) =>
      items.includes(itemCode) &&
      members.some((member) => isWithin(from, member)) &&
      members.some((member) => isWithin(to, member)),
  )
