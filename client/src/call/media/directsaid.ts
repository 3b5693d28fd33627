import { lacking, mediaSource } from '@farwindow/shared/call/media.ts'
import { z } from 'zod'

const streamId = z.string().min(1).max(128)

/** What each browser tells the other over the connection itself, whole, after each change. */
const directSaid = z.object({
  /** What is being sent, each by the id of its stream. */
  sources: z.object({
    camera: streamId.optional(),
    microphone: streamId.optional(),
    screen: streamId.optional(),
  }),
  held: z.array(mediaSource).max(3),
  lacking,
  /** Sees the other side over a media host: the direct connection may go. */
  left: z.boolean(),
})
export type DirectSaid = z.infer<typeof directSaid>

export const sayNothing: DirectSaid = { sources: {}, held: [], lacking: {}, left: false }

/** What the other browser said; undefined for anything else. */
export const readSaid = (message: unknown): DirectSaid | undefined => {
  try {
    return directSaid.parse(JSON.parse(String(message)))
  } catch {
    return undefined
  }
}
