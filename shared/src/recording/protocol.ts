import { z } from 'zod'
import { guestKind } from '../call/guest.ts'
import { side } from '../call/machine.ts'
import { mediaSource } from '../call/media.ts'
import { notice, requests } from '../protocol/declare.ts'
import { happened } from './happened.ts'
import { gap, pause, pausedWhy, recordingEndings, recordingPolicy, refusedWhy } from './state.ts'

const done = z.strictObject({})
const id = z.string().max(64)
const ofCall = z.strictObject({ callId: id })
const both = ['applicant', 'clerk'] as const
const anyGuest = ['guest', 'reviewer', 'supervisor'] as const

/** The recording of a call as both its sides see it. */
export const recordingView = z.object({
  callId: z.string(),
  visitId: z.string(),
  phase: z.enum(['asked', 'refused', 'lapsed', 'recording', 'paused', 'ended']),
  /** Why the applicant said no, as far as they told. */
  refusedWhy: refusedWhy.optional(),
  consentedAt: z.number().optional(),
  /** The pause that lasts. */
  pause: pause.optional(),
  /** What does not work at the moment. */
  troubles: z.array(gap),
  endedWhy: z.enum(recordingEndings).optional(),
  /** Guests who would rather not be recorded themselves. */
  unrecorded: z.array(z.object({ guestId: z.string(), name: z.string() })).optional(),
})
export type RecordingView = z.infer<typeof recordingView>

/** The recording of a call as a guest sees it: whether there is one, and what they said themselves. */
export const guestRecording = z.object({
  callId: z.string(),
  phase: z.enum(['none', 'recording', 'paused']),
  answer: z.enum(['open', 'agreed', 'refused']),
})
export type GuestRecording = z.infer<typeof guestRecording>

/** A recording in a list. */
export const recordingSummary = z.object({
  id: z.string(),
  item: z.string().optional(),
  /** The case handed in during its visit. */
  reference: z.string().optional(),
  /** Name of the clerk. */
  clerk: z.string(),
  phase: z.enum(['ended', 'kept', 'deleted']),
  consentedAt: z.number(),
  endedAt: z.number(),
  endedWhy: z.enum(recordingEndings),
  keepUntil: z.number(),
  deletedAt: z.number().optional(),
})
export type RecordingSummary = z.infer<typeof recordingSummary>

/** A file of a recording, for a player. */
export const playedSegment = z.object({
  /** Under `/recordings/<page>/<recording>/`. */
  path: z.string(),
  side: side.optional(),
  guestId: z.string().optional(),
  source: mediaSource,
  beganAt: z.number(),
  /** Null when it was cut off: it plays as far as it goes. */
  endedAt: z.number().nullable(),
})
export type PlayedSegment = z.infer<typeof playedSegment>

/** Something that was said, as the captions had it. */
export const saidLine = z.object({ at: z.number(), by: side, text: z.string() })
export type SaidLine = z.infer<typeof saidLine>

export const recordingShow = z.object({
  recording: recordingSummary,
  segments: z.array(playedSegment),
  /** Guests who agreed to be recorded, too. */
  guests: z.array(z.object({ guestId: z.string(), kind: guestKind, name: z.string() })),
  captions: z.array(saidLine),
  pauses: z.array(pause),
  gaps: z.array(gap),
  /** Runs whose files were not found any more. */
  missingParts: z.number().int(),
  events: z.array(happened),
})
export type RecordingShow = z.infer<typeof recordingShow>

export const recordingRequests = requests({
  'recording.current': {
    about: 'How the recording of this call stands, and what its item wants.',
    by: both,
    input: ofCall,
    output: z.strictObject({ recording: recordingView.nullable(), policy: recordingPolicy }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'recording.ask': {
    about: 'The clerk asks whether the call may be recorded.',
    by: ['clerk'],
    input: ofCall,
    output: recordingView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'recording.agree': {
    about: 'The applicant agrees: it is recorded from now on. Also after a refusal.',
    by: ['applicant'],
    input: ofCall,
    output: recordingView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'recording.refuse': {
    about: 'The applicant would rather not; the call goes on all the same.',
    by: ['applicant'],
    input: z.strictObject({ callId: id, why: refusedWhy }),
    output: recordingView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'recording.pause': {
    about: 'Either side lets the recording rest, with the reason.',
    by: both,
    input: z.strictObject({ callId: id, why: pausedWhy }),
    output: recordingView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'recording.resume': {
    about: 'Whoever let it rest lets it go on.',
    by: both,
    input: ofCall,
    output: recordingView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'notYours'],
  },
  'recording.stop': {
    about:
      'Either side ends the recording for good, the applicant by taking the consent back; the call goes on.',
    by: both,
    input: ofCall,
    output: recordingView,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
  'recording.asGuest': {
    about: 'Whether this call is recorded, and what this guest has said to it.',
    by: anyGuest,
    input: ofCall,
    output: guestRecording,
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'recording.answer': {
    about: 'A guest says whether they may be recorded, too; a no changes nothing else, and may follow a yes.',
    by: anyGuest,
    input: z.strictObject({ callId: id, agreed: z.boolean() }),
    output: guestRecording,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState'],
  },
  'recording.ofCase': {
    about: 'The recordings made while this case was handed in.',
    by: ['reviewer', 'supervisor'],
    input: z.strictObject({ reference: z.string().max(40) }),
    output: z.strictObject({ recordings: z.array(recordingSummary) }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'recording.latest': {
    about: 'The latest recordings of this office.',
    by: ['supervisor'],
    input: done,
    output: z.strictObject({ recordings: z.array(recordingSummary) }),
    safeToRepeat: true,
    refuses: [],
  },
  'recording.show': {
    about: 'What a player needs of one recording, and what happened in the call; the look is recorded.',
    by: ['clerk', 'reviewer', 'supervisor'],
    input: z.strictObject({ recordingId: id }),
    output: recordingShow,
    safeToRepeat: true,
    refuses: ['notFound'],
  },
})

export const recordingNotices = {
  'recording.changed': notice({
    about: 'The recording of this call was asked for, answered, moved on, or is in trouble.',
    to: both,
    data: recordingView,
  }),
  'recording.told': notice({
    about: 'The call of this guest is recorded, rests, or is not recorded any more.',
    to: anyGuest,
    data: guestRecording,
  }),
}
