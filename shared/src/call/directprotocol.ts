import { z } from 'zod'
import type { Role } from '../people/role.ts'
import { notice, requests } from '../protocol/declare.ts'
import { callRoute } from './route.ts'
import { iceServer } from './media.ts'

const id = z.string().min(1).max(64)
const callers = ['applicant', 'clerk'] as const satisfies readonly Role[]
const done = z.strictObject({})

/** An offer of two cameras, microphones and a screen has about 15 kB; candidates are a line each. */
const sdp = z.string().max(48 * 1024)
const kind = z.enum(['audio', 'video'])

/** What two browsers have to say to each other before they are connected (names as in simple-peer). */
export const directSignal = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['offer', 'answer']), sdp }),
  z.object({
    type: z.literal('candidate'),
    candidate: z.object({
      candidate: z.string().max(1_024),
      sdpMid: z.string().max(32).nullish(),
      sdpMLineIndex: z.number().int().min(0).max(64).nullish(),
    }),
  }),
  z.object({ type: z.literal('renegotiate'), renegotiate: z.literal(true) }),
  z.object({
    type: z.literal('transceiverRequest'),
    transceiverRequest: z.object({
      kind,
      init: z
        .object({ direction: z.enum(['sendrecv', 'sendonly', 'recvonly']).exactOptional() })
        .exactOptional(),
    }),
  }),
])
export type DirectSignal = z.infer<typeof directSignal>

/** A call that goes, or is to go, from browser to browser; `live`: it was answered. */
const directCall = z.object({ callId: id, live: z.boolean() })

/**
 * How two browsers connect without a media host (SPEC: DIRECT). Each page names its end by a random id; the newest
 * page of a side is its end. The desk passes on what the two ends say, and keeps none of it.
 */
export const directRequests = requests({
  'direct.current': {
    about: 'The call of this session that goes from browser to browser; null when it goes over a media host.',
    by: callers,
    input: done,
    output: z.strictObject({ call: directCall.nullable() }),
    safeToRepeat: true,
    refuses: [],
  },
  'direct.join': {
    about:
      'Names this page as the end of its side, for as long as its connection lives; both ends are told when both are there.',
    by: callers,
    input: z.strictObject({ callId: id, endId: id }),
    output: z.object({ initiates: z.boolean(), iceServers: z.array(iceServer).max(16) }),
    safeToRepeat: true,
    refuses: ['notFound'],
  },
  'direct.signal': {
    about: 'Passes one message on to the other end, if it still is that one.',
    by: callers,
    input: z.strictObject({ callId: id, from: id, to: id, signal: directSignal }),
    output: done,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'tooMany'],
  },
  'direct.leave': {
    about:
      'The clerk asks that the call goes over a media host from now on, so that it can be recorded; answered with the way it goes now.',
    by: ['clerk'],
    input: z.strictObject({ callId: id }),
    output: z.object({ route: callRoute }),
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState'],
  },
})

export const directNotices = {
  'direct.wanted': notice({
    about:
      'This call goes from browser to browser: join it. While it rings (`live` false) the browsers connect, and nothing is sent.',
    to: callers,
    data: directCall,
  }),
  'direct.paired': notice({
    about: 'Both ends are there, by their ids.',
    to: callers,
    data: z.object({ callId: id, applicant: id, clerk: id }),
  }),
  'direct.signalled': notice({
    about: 'What the other end says.',
    to: callers,
    data: z.object({ callId: id, from: id, to: id, signal: directSignal }),
  }),
  'direct.over': notice({
    about:
      'This call does not go directly any more. It goes over a media host from now on (what is seen directly stays until that shows pictures), or has `ended`.',
    to: callers,
    data: z.object({ callId: id, ended: z.boolean() }),
  }),
}

export type DirectRequestName = keyof typeof directRequests
type DirectNoticeName = keyof typeof directNotices
/** Any of these notices, told apart by its name. */
export type DirectNotice = {
  [N in DirectNoticeName]: { readonly name: N; readonly data: z.output<(typeof directNotices)[N]['data']> }
}[DirectNoticeName]
