import { z } from 'zod'
import { requests } from '../protocol/declare.ts'
import { roles } from '../people/role.ts'
import { opening } from '../region/protocol.ts'
import { item } from './item.ts'

/** An item in a list. */
export const itemSummary = z.object({
  ...item.pick({ code: true, name: true, theme: true, forWhom: true, about: true }).shape,
  /** Jurisdictions that decide it for people here. */
  servedBy: z.array(z.string()),
})
export type ItemSummary = z.infer<typeof itemSummary>

export const catalogueRequests = requests({
  'catalogue.search': {
    about: 'Items whose name, theme or other names contain the text; all for an empty text.',
    by: roles,
    input: z.strictObject({ text: z.string().max(100) }),
    output: z.strictObject({ items: z.array(itemSummary) }),
    safeToRepeat: true,
    refuses: [],
  },
  'catalogue.item': {
    about: 'One item with its guide, its form, and when the deciding office’s window is open.',
    by: roles,
    input: z.strictObject({
      code: z.string().max(60),
      to: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
    }),
    output: z.strictObject({ item, opening: opening.nullable() }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
})
