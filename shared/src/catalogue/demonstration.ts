import type { Item } from './item.ts'

/** The three items a fresh installation offers. */
export const demonstrationItems: readonly Item[] = []
