import { z } from 'zod'
import type { Role } from '../people/role.ts'
import { notice, requests } from '../protocol/declare.ts'
import {
  consumerParameters,
  dtlsParameters,
  iceParameters,
  iceServer,
  lacking,
  mediaDirection,
  mediaSource,
  openedPeer,
  rtpCapabilities,
  rtpParameters,
} from './media.ts'
import { openedProbeOver, probeCounts, probeWanted } from './probe.ts'

const id = z.string().min(1).max(64)
const callers = ['applicant', 'clerk'] as const satisfies readonly Role[]
const done = z.strictObject({})
/** A stream on its way to a person, and whether its sender holds it at the moment. */
const offeredStream = consumerParameters.extend({ muted: z.boolean() })

/**
 * Every request names the peer it was made for. `wrongState`: another tab of this session has taken over;
 * `notFound`: the peer was lost, open a new one.
 */
const ofPeer = { peerId: id }

/**
 * How a browser gets its two media connections ready and keeps them (SPEC: MEDIA). Nobody has to wait for
 * an answer before sending the next request, except where it needs a value of it: order is enough.
 */
export const mediaRequests = requests({
  'media.open': {
    about:
      'Makes both media connections of this session; replaces earlier ones. A call under way goes on over them.',
    by: callers,
    input: z.strictObject({}),
    output: openedPeer.extend({ iceServers: z.array(iceServer).max(16) }),
    safeToRepeat: false,
    refuses: ['unavailable'],
  },
  'media.connect': {
    about: 'Gives the browser’s side of one connection; with the receiving one, what the browser can play.',
    by: callers,
    input: z.discriminatedUnion('direction', [
      z.strictObject({ ...ofPeer, direction: z.literal('send'), dtlsParameters }),
      z.strictObject({ ...ofPeer, direction: z.literal('receive'), dtlsParameters, rtpCapabilities }),
    ]),
    output: done,
    safeToRepeat: false,
    refuses: ['malformed', 'notFound', 'wrongState', 'unavailable'],
  },
  'media.produce': {
    about: 'Announces one stream. It reaches the other side of a call only from the answer on.',
    by: callers,
    input: z.strictObject({ ...ofPeer, source: mediaSource, rtpParameters }),
    output: z.object({ producerId: id }),
    safeToRepeat: false,
    refuses: ['malformed', 'notFound', 'wrongState', 'unavailable'],
  },
  'media.stop': {
    about: 'Ends one stream, for example a shared screen.',
    by: callers,
    input: z.strictObject({ ...ofPeer, source: mediaSource }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.lack': {
    about: 'Says which devices this side cannot use, and why; the others are told. Empty: all is there.',
    by: callers,
    input: z.strictObject({ ...ofPeer, lacking }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.pause': {
    about: 'Holds one own stream (camera or microphone off); the others are told.',
    by: callers,
    input: z.strictObject({ ...ofPeer, source: mediaSource }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.resume': {
    about: 'Lets one held own stream go on; the others are told.',
    by: callers,
    input: z.strictObject({ ...ofPeer, source: mediaSource }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.consumed': {
    about: 'Says that the browser is ready to play these streams; they flow as soon as the call is answered.',
    by: callers,
    input: z.strictObject({ ...ofPeer, consumerIds: z.array(id).max(32) }),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.current': {
    about:
      'What a page that lost its line to the desk has to know: the call, and every stream that is there for it. The desk may be another one than before; media went on without it.',
    by: callers,
    input: z.strictObject({ ...ofPeer, rtpCapabilities }),
    output: z.object({
      /** Null: no call, not even one that rings. */
      call: z.object({ callId: id, live: z.boolean() }).nullable(),
      consumers: z.array(offeredStream).max(32),
      lacking,
    }),
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.keyFrame': {
    about:
      'Asks for whole pictures, both ways, after a broken network path: what comes over it again cannot be decoded without.',
    by: callers,
    input: z.strictObject(ofPeer),
    output: done,
    safeToRepeat: true,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.restartIce': {
    about: 'New network path for one connection, after the old one fell silent.',
    by: callers,
    input: z.strictObject({ ...ofPeer, direction: mediaDirection }),
    output: z.object({ iceParameters, iceServers: z.array(iceServer).max(16) }),
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.probe': {
    about:
      'Opens a connection for measuring beside the peer’s own, over which the browser finds out what its network lets through. Ends by itself after 12 seconds.',
    by: callers,
    input: z.strictObject({ ...ofPeer, ...probeWanted }),
    output: openedProbeOver,
    safeToRepeat: false,
    refuses: ['malformed', 'notFound', 'wrongState', 'tooMany', 'unavailable'],
  },
  'media.probed': {
    about: 'Ends it, and tells what of it has arrived at the media host.',
    by: callers,
    input: z.strictObject({ ...ofPeer, probeId: id }),
    output: probeCounts,
    safeToRepeat: false,
    refuses: ['notFound', 'wrongState', 'unavailable'],
  },
  'media.close': {
    about: 'Gives both connections back.',
    by: callers,
    input: z.strictObject(ofPeer),
    output: done,
    safeToRepeat: true,
    refuses: [],
  },
})

/** `peerId` is the receiver’s own: a notice for a peer that was replaced meanwhile is ignored. */
export const mediaNotices = {
  'media.offered': notice({
    about:
      'Streams of the other side, perhaps none yet. While a call rings (`live` false) they are prepared and nothing flows; when live, they flow after `media.consumed`.',
    to: callers,
    data: z.object({
      ...ofPeer,
      callId: id,
      live: z.boolean(),
      consumers: z.array(offeredStream).max(32),
    }),
  }),
  'media.live': notice({
    about: 'The call was answered: the prepared streams flow.',
    to: callers,
    data: z.object({ ...ofPeer, callId: id }),
  }),
  'media.muted': notice({
    about: 'The other side holds one of its streams, or lets it go on.',
    to: callers,
    data: z.object({ ...ofPeer, callId: id, consumerId: id, muted: z.boolean() }),
  }),
  'media.lacking': notice({
    about: 'What the other side cannot send, and why. Empty: all is there again.',
    to: callers,
    data: z.object({ ...ofPeer, callId: id, lacking }),
  }),
  'media.gone': notice({
    about: 'These streams ended; others of the call go on.',
    to: callers,
    data: z.object({ ...ofPeer, callId: id, consumerIds: z.array(id).max(32) }),
  }),
  'media.ended': notice({
    about: 'The call, or the offer of it, is over: nothing more is to be sent or played for it.',
    to: callers,
    data: z.object({ ...ofPeer, callId: id }),
  }),
  'media.replaced': notice({
    about: 'Another tab of this session has opened its media: this one has none any more.',
    to: callers,
    data: z.object(ofPeer),
  }),
  'media.lost': notice({
    about: 'The media host lost this peer: ask `media.open` again at once.',
    to: callers,
    data: z.object(ofPeer),
  }),
}

export type MediaRequestName = keyof typeof mediaRequests

type MediaNoticeName = keyof typeof mediaNotices
/** Any media notice, told apart by its name. */
export type MediaNotice = {
  [N in MediaNoticeName]: { readonly name: N; readonly data: z.output<(typeof mediaNotices)[N]['data']> }
}[MediaNoticeName]
