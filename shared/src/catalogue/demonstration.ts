import { companyItem } from './company/item.ts'
import type { Item } from './item.ts'

/** The items a fresh installation offers. */
export const demonstrationItems: readonly Item[] = [companyItem]
