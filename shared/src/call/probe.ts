import { z } from 'zod'
import { dtlsParameters, iceServer, transportParameters } from './media.ts'

/*
 * A probe is a short-lived connection beside those of a peer, on the same worker and port, over which a browser finds
 * out what its network lets through. It carries data only: three streams of messages that are never sent again.
 */

const id = z.string().min(1).max(64)
const count = z.number().int().nonnegative()

/** SCTP stream numbers of what the browser sends. */
export const probeStreams = {
  /** Comes back one to one: its losses are those of the road. */
  echoed: 0,
  /** Is only counted: how much gets out. */
  counted: 1,
  /** Comes back on `probeCopies` streams at once: how much comes in, although little goes out. */
  copied: 2,
} as const
export type ProbeStream = keyof typeof probeStreams

export const probeCopies = 8
/** A probe that nobody ends is given back after so long. */
export const probeLifetimeMs = 12_000
/** One for each way, and those of a check that was begun anew. */
export const probesAtOnce = 6

export const probeWanted = { dtlsParameters }

export const openedProbe = z.object({
  probeId: id,
  transport: transportParameters,
  /** SCTP stream numbers of what comes back. */
  echo: z.number().int().min(0).max(65_535),
  copies: z.array(z.number().int().min(0).max(65_535)).max(16),
})
export type OpenedProbe = z.infer<typeof openedProbe>
export const openedProbeOver = openedProbe.extend({ iceServers: z.array(iceServer).max(16) })

/** What the media host has received of each stream. */
export const probeCounts = z.object({
  echoed: z.object({ messages: count, bytes: count }),
  counted: z.object({ messages: count, bytes: count }),
  copied: z.object({ messages: count, bytes: count }),
})
export type ProbeCounts = z.infer<typeof probeCounts>
