import { z } from 'zod'

/** What the desk tells the launcher over their channel when it serves. */
export const deskReady = z.object({
  kind: z.literal('ready'),
  pages: z.array(z.object({ name: z.string(), url: z.string() })),
  accounts: z.array(z.object({ login: z.string(), password: z.string(), role: z.string() })),
  /** The one-time address at which the first administrator of a production service signs up. */
  setUpUrl: z.string().optional(),
})
export type DeskReady = z.infer<typeof deskReady>

/** What a media node tells when its workers run; the desk takes it in a moment later. */
export const nodeReady = z.object({ kind: z.literal('ready') })

/** What either says when it cannot start. */
export const failed = z.object({ kind: z.literal('failed'), sentence: z.string() })
