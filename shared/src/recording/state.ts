import { z } from 'zod'
import { guestKind } from '../call/guest.ts'
import { side } from '../call/machine.ts'
import { mediaSource } from '../call/media.ts'

/** What an item wants: the clerk may ask; the applicant is asked as soon as the call is answered; never recorded. */
export const recordingPolicies = ['offered', 'asked', 'never'] as const
export const recordingPolicy = z.enum(recordingPolicies)
export type RecordingPolicy = z.infer<typeof recordingPolicy>

/** Why an applicant would rather not be recorded; nobody has to say. */
const refusedWhys = ['unsaid', 'private', 'uneasy', 'unsure'] as const
export const refusedWhy = z.enum(refusedWhys)

/** Why a recording rests. */
const pausedWhys = ['privateMatter', 'secret', 'bystander', 'other'] as const
export const pausedWhy = z.enum(pausedWhys)

const at = z.number()
const id = z.string().min(1).max(64)

/** Of whom: one of the two sides, or a guest. */
const whose = { side: side.optional(), guestId: id.optional() }
export type Whose = z.infer<z.ZodObject<typeof whose>>

/** `toAt` is missing while it lasts. */
export const pause = z.strictObject({ fromAt: at, toAt: at.optional(), by: side, why: pausedWhy })
export type Pause = z.infer<typeof pause>

/**
 * While it lasts: `silent`: nothing was heard of the recorder. `stalled`: a stream brought nothing to the disk. `disk`:
 * the disk takes nothing. `moved`: another run of the recording began, since the first one ended with its process.
 * `refused`: a guest took the yes back.
 * Known at the end: `lost`: it did not arrive. `held`: camera or microphone were switched off. `gone`: there was no
 * stream, as while a page is loaded again.
 */
const gapWhys = ['silent', 'stalled', 'disk', 'moved', 'refused', 'lost', 'held', 'gone'] as const
export const gap = z.strictObject({
  fromAt: at,
  toAt: at.optional(),
  why: z.enum(gapWhys),
  ...whose,
  source: mediaSource.optional(),
})
export type Gap = z.infer<typeof gap>

/** Whose stream a peer sends: files know peers, people know sides. */
export const followedPeer = z.strictObject({ peerId: id, ...whose })
export type FollowedPeer = z.infer<typeof followedPeer>

/** A guest of the call who was asked whether they may be recorded, too, and what they said last (RECORDING-51). */
export const askedGuest = z.strictObject({
  guestId: id,
  kind: guestKind,
  name: z.string(),
  personId: id.optional(),
  agreed: z.boolean(),
  answeredAt: at,
})
export type AskedGuest = z.infer<typeof askedGuest>

/** One file of the recording, as its manifest names it. */
export const keptSegment = z.strictObject({
  partId: id,
  file: z.string().max(100),
  peerId: id,
  ...whose,
  /** Of a guest. */
  kind: guestKind.optional(),
  source: mediaSource,
  codec: z.enum(['VP8', 'H264', 'OPUS']),
  size: z.strictObject({ width: z.number(), height: z.number() }).optional(),
  beganAt: at,
  /** Null when it was cut off. */
  endedAt: at.nullable(),
  whole: z.boolean(),
  bytes: z.number(),
  sha256: z.string(),
})
export type KeptSegment = z.infer<typeof keptSegment>

export const recordingEndings = ['callEnded', 'stopped', 'withdrawn'] as const

const asked = {
  /** The call's. */
  id,
  visitId: id,
  clerkId: id,
  /** Of the deciding office. */
  jurisdiction: z.string(),
  item: z.string().optional(),
  askedAt: at,
}
const consented = {
  ...asked,
  consentedAt: at,
  /** Everybody who was ever recorded, and every run there was. */
  followed: z.array(followedPeer),
  /** Guests who were asked; absent where there were none. */
  guests: z.array(askedGuest).optional(),
  parts: z.array(id),
  pauses: z.array(pause),
  gaps: z.array(gap),
}
const over = {
  ...consented,
  endedAt: at,
  why: z.enum(recordingEndings),
  by: side.optional(),
  keepUntil: at,
}

export const recordingState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('asked'), ...asked }),
  z.strictObject({ phase: z.literal('refused'), ...asked, answeredAt: at, why: refusedWhy }),
  /** The call ended without an answer, or without a recording. */
  z.strictObject({ phase: z.literal('lapsed'), ...asked, endedAt: at, why: refusedWhy.optional() }),
  z.strictObject({ phase: z.literal('recording'), ...consented }),
  z.strictObject({ phase: z.literal('paused'), ...consented }),
  /** Nothing is recorded any more; its manifest is on the way. */
  z.strictObject({ phase: z.literal('ended'), ...over }),
  z.strictObject({
    phase: z.literal('kept'),
    ...over,
    segments: z.array(keptSegment),
    missingParts: z.array(id),
  }),
  /** Its time is over: key and bytes are being deleted. */
  z.strictObject({ phase: z.literal('expired'), ...over }),
  z.strictObject({ phase: z.literal('deleted'), ...over, deletedAt: at }),
])
export type RecordingState = z.infer<typeof recordingState>
export type Running = Extract<RecordingState, { phase: 'recording' | 'paused' }>
export type Over = Extract<RecordingState, { phase: 'ended' | 'kept' | 'expired' | 'deleted' }>
