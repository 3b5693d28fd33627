import { companyItem } from './company/item.ts'
import { householdItem } from './household/item.ts'
import type { Item } from './item.ts'
import { medicalItem } from './medical/item.ts'

/** The items a fresh installation offers. */
export const demonstrationItems: readonly Item[] = [companyItem, householdItem, medicalItem]
