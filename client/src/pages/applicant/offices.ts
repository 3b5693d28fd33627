import type { ItemSummary } from '@farwindow/shared/catalogue/protocol.ts'

/** Every office that decides something for people here, each once, in the order of the items. */
export const officesOf = (items: readonly ItemSummary[]): readonly string[] => [
  ...new Set(items.flatMap(({ servedBy }) => servedBy)),
]

/** The office for this item: the one the person chose where it decides it, else the first that does. */
export const officeFor = (item: ItemSummary, chosen: string | null): string | undefined =>
  chosen !== null && item.servedBy.includes(chosen) ? chosen : item.servedBy[0]
