import type {
  ConsumerParameters,
  Lacking,
  MediaSource,
  RtpCapabilities,
} from '@farwindow/shared/call/media.ts'
import type { Notice } from '@farwindow/shared/protocol/all.ts'

export type MediaNotice = Extract<Notice, { readonly name: `media.${string}` }>

/** A session’s present peer, what its browser can play, and what it sends. */
export interface Seat {
  readonly sessionId: string
  readonly peerId: string
  rtpCapabilities?: RtpCapabilities
  readonly producers: Map<MediaSource, string>
  /** Those of them that are paused: camera or microphone off. */
  readonly held: Set<string>
  /** Those of the held that the network has no room for. */
  readonly thin: Set<string>
  /** What it cannot send; unset while nothing is lacking. */
  lacking?: Lacking
}

/** One stream from one seat to another within a call. */
export interface Line {
  readonly to: Seat
  readonly from: Seat
  readonly producerId: string
  /** Unset while the host prepares it. */
  consumer?: ConsumerParameters
  /** The browser can play it. */
  ready: boolean
}

export interface PutThrough {
  readonly callId: string
  /** Who is in it; guests come and go. */
  sessionIds: readonly string[]
  live: boolean
  readonly lines: Set<Line>
  /** The seats that know of the call, even if there was nothing to offer them yet. */
  readonly told: Set<Seat>
}

export const consumerOf = ({ consumer }: Line): string[] => (consumer === undefined ? [] : [consumer.id])

/** Every line of these calls, with its call. */
export const eachLine = function* (calls: ReadonlyMap<string, PutThrough>): Generator<[PutThrough, Line]> {
  for (const call of calls.values()) for (const line of call.lines) yield [call, line]
}

const isIn = (seats: ReadonlyMap<string, Seat>, which: 'held' | 'thin', producerId: string): boolean =>
  [...seats.values()].some((seat) => seat[which].has(producerId))

/** Why a stream is held, where it is not its sender who holds it. */
export const becauseOf = (seats: ReadonlyMap<string, Seat>, producerId: string) =>
  isIn(seats, 'thin', producerId) ? { because: 'network' as const } : {}

/** A stream as it is offered to a browser. */
export const offeredOf = (
  seats: ReadonlyMap<string, Seat>,
  { from }: Line,
  consumer: ConsumerParameters,
) => ({
  ...consumer,
  muted: isIn(seats, 'held', consumer.producerId),
  ...becauseOf(seats, consumer.producerId),
  by: from.sessionId,
})

/** Tells a seat what another party of its call cannot send. */
export const lackingNotice = (
  callId: string,
  { peerId }: Seat,
  by: string,
  lacking: Lacking,
): MediaNotice => ({ name: 'media.lacking', data: { peerId, callId, by, lacking } })
