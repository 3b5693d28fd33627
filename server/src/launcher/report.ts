import { z } from 'zod'

/** What the desk tells the launcher over their channel. */
export const deskReport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ready'),
    pages: z.array(z.object({ name: z.string(), url: z.string() })),
    accounts: z.array(z.object({ login: z.string(), password: z.string(), role: z.string() })),
    /** The one-time address at which the first administrator of a production service signs up. */
    setUpUrl: z.string().optional(),
  }),
  z.object({ kind: z.literal('failed'), sentence: z.string() }),
])

export type DeskReport = z.infer<typeof deskReport>
