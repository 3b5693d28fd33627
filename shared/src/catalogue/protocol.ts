import { z } from 'zod'
import { requests } from '../protocol/declare.ts'
import { base, saved, versioned } from '../protocol/versioned.ts'
import { roles } from '../people/role.ts'
import { opening } from '../region/protocol.ts'
import { item, publishableItem } from './item.ts'

const code = z.string().max(60)
const named = item.pick({ code: true, name: true, theme: true, forWhom: true, about: true }).shape

/** An item in a list. */
export const itemSummary = z.object({
  ...named,
  /** Jurisdictions that decide it for people here. */
  servedBy: z.array(z.string()),
  /** Something new may begin. */
  inService: z.boolean(),
})
export type ItemSummary = z.infer<typeof itemSummary>

/** An item in the administrator's list. */
export const keptItem = z.object({
  ...named,
  inService: z.boolean(),
  /** Which edition of its guide and form is published; counted from 1. */
  edition: z.number().int(),
  /** To be given back as `base`. */
  version: z.number().int(),
})
export type KeptItem = z.infer<typeof keptItem>

export const catalogueRequests = requests({
  'catalogue.search': {
    about:
      'Items whose name, theme or other names contain the text, as far as somebody serves them here; with `all` the others too, for naming what began earlier.',
    by: roles,
    input: z.strictObject({ text: z.string().max(100), all: z.literal(true).optional() }),
    output: z.strictObject({ items: z.array(itemSummary) }),
    safeToRepeat: true,
    refuses: [],
  },
  'catalogue.item': {
    about:
      'One item with its guide, its form, and when the deciding office’s windows are open; for a visit or case under way, guide and form as they were when it began.',
    by: roles,
    input: z.strictObject({
      code,
      to: z
        .string()
        .regex(/^\d{6}$/)
        .optional(),
      /** The visit under way; the applicant’s own unless said. */
      visitId: z.string().max(64).optional(),
      /** The case under way. */
      reference: z.string().max(64).optional(),
    }),
    output: z.strictObject({ item, opening: opening.nullable() }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'catalogue.overview': {
    about: 'All items, in service or not, for the administrator.',
    by: ['administrator'],
    input: z.strictObject({}),
    output: z.strictObject({ items: z.array(keptItem) }),
    safeToRepeat: true,
    refuses: [],
  },
  'catalogue.edit': {
    about: 'One whole item with its version, to be changed.',
    by: ['administrator'],
    input: z.strictObject({ code }),
    output: z.strictObject({ item: versioned(item) }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'catalogue.saveItem': {
    about:
      'Adds an item (base 0) or publishes a change; a changed guide or form becomes the next edition, and what is under way keeps its own.',
    by: ['administrator'],
    input: z.strictObject({ base, item: publishableItem }),
    output: saved.extend({ edition: z.number().int().positive() }),
    safeToRepeat: false,
    refuses: ['notFound', 'conflict'],
  },
  'catalogue.setService': {
    about: 'Takes an item out of service, or puts it back; what is under way is finished either way.',
    by: ['administrator'],
    input: z.strictObject({ base, code, inService: z.boolean() }),
    output: saved,
    safeToRepeat: false,
    refuses: ['notFound', 'conflict'],
  },
})
