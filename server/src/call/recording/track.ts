import { openClock } from './clock.ts'
import type { Assembler, Format, Frame } from './frame.ts'
import { h264Assembler } from './h264.ts'
import { openJitterBuffer } from './jitter.ts'
import type { Arrived } from './jitter.ts'
import { opusAssembler } from './opus.ts'
import { readRtp } from './rtp.ts'
import { vp8Assembler } from './vp8.ts'
import { blockWriter, webmHead } from './webm.ts'

/** Why there is nothing for a while: it did not arrive, the sender holds it, the recording is paused, or the disk took nothing. */
export type GapReason = 'lost' | 'held' | 'paused' | 'disk'

/** Where a track goes. Times are ms since the epoch, on the line all tracks share. */
export interface TrackSink {
  /** A new file; what is written from now on belongs to it. */
  begin(format: Format, at: number): void
  write(bytes: Buffer): void
  /** The file is done: when its last frame was taken, and how many packets were missing in it. */
  end(about: { readonly lastAt: number; readonly lostPackets: number }): void
  gap(gap: { readonly fromAt: number; readonly toAt: number; readonly why: GapReason }): void
  wantKeyFrame(): void
}

/** Makes files of the packets of one stream. Knows no clock: `now` is ms since the epoch and only grows. */
export interface Track {
  packet(bytes: Buffer, now: number): void
  /** A timestamp of the stream was at this time. */
  reported(timestamp: number, at: number): void
  /** At least every quarter of a second: passes on what waited long enough, asks again for what is missing. */
  tick(now: number): void
  /** Writes what is there and ends the file; nothing is taken until `goOn`. */
  rest(why: GapReason, now: number): void
  goOn(now: number): void
  close(now: number): void
}

/** A lost packet is asked for again by the media host; it comes within some round trips, or never. */
const jitter = { waitMs: 600, most: 4_000 } as const
/** Shorter holes are not named: nobody sees or hears them. */
const namedGapMs = 200
/** After a longer hole a new file begins, so that no player has to wait through it. */
const newFileMs = 2_000
/** A time line that goes back by more was wrong; the file begins anew where it is right. */
const backwardsMs = 250
/** A key frame that was asked for and did not come is asked for again. */
const askAgainMs = 500
/** Cameras send key frames only when asked to: one as often as this makes a file that can be searched. */
const keyFrameEveryMs = 20_000

const assemblers: Readonly<Record<Format['codec'], (channels: number) => Assembler>> = {
  VP8: vp8Assembler,
  H264: h264Assembler,
  OPUS: opusAssembler,
}

const sameFormat = (a: Format, b: Format): boolean =>
  a.codec === b.codec &&
  a.size?.width === b.size?.width &&
  a.size?.height === b.size?.height &&
  (a.setup?.equals(b.setup ?? Buffer.alloc(0)) ?? true)

export interface TrackKind {
  readonly codec: Format['codec']
  readonly clockRate: number
  readonly channels: number
}

export const openTrack = (kind: TrackKind, begunAt: number, sink: TrackSink): Track => {
  const isPicture = kind.codec !== 'OPUS'
  const clock = openClock(kind.clockRate)
  let buffer = openJitterBuffer(jitter)
  let assembler = assemblers[kind.codec](kind.channels)
  let file: {
    readonly format: Format
    readonly begunAt: number
    readonly write: ReturnType<typeof blockWriter>
    lastMs: number
    lostPackets: number
  } | null = null
  let lastAt = begunAt
  /** Of the last frame that came; what only fills a loss is none. */
  let cameAt = begunAt
  let gap: GapReason | null = 'lost'
  let resting = false
  let keyAt = -Infinity
  let askedAt = -Infinity

  const endFile = (): void => {
    if (file !== null) sink.end({ lastAt, lostPackets: file.lostPackets })
    file = null
  }

  const fits = (format: Format | undefined, at: number, key: boolean): boolean =>
    file !== null &&
    (format === undefined || sameFormat(file.format, format)) &&
    !(key && at - lastAt > newFileMs) &&
    at > lastAt - backwardsMs

  const write = ({ timestamp, key, data, format, filler = false }: Frame): void => {
    const at = clock.at(timestamp)
    if (!fits(format, at, key)) {
      // A picture that needs the one before has to stay with it.
      if (format === undefined) {
        if (file === null) return
      } else {
        endFile()
        file = { format, begunAt: at, write: blockWriter(), lastMs: -1, lostPackets: 0 }
      }
    }
    if (file === null) return
    if (at - lastAt > newFileMs) gap ??= 'lost'
    if (!filler) {
      if (gap !== null && at - cameAt >= namedGapMs) sink.gap({ fromAt: cameAt, toAt: at, why: gap })
      gap = null
    }
    if (file.lastMs < 0) {
      sink.begin(file.format, at)
      sink.write(webmHead(file.format, at))
    }
    const ms = Math.max(file.lastMs + 1, Math.round(at - file.begunAt))
    file.lastMs = ms
    lastAt = file.begunAt + ms
    if (!filler) cameAt = lastAt
    sink.write(file.write(ms, key, data, isPicture))
  }

  const pass = (arrived: readonly Arrived[], now: number): void => {
    for (const each of arrived) {
      if (each.type === 'lost') {
        assembler.lose(each.packets)
        gap ??= 'lost'
        if (file !== null) file.lostPackets += each.packets
        continue
      }
      for (const frame of assembler.put(each.packet)) {
        if (isPicture && frame.key) keyAt = now
        write(frame)
      }
    }
  }

  const askForKeyFrame = (now: number): void => {
    if (!isPicture || resting || now - askedAt < askAgainMs) return
    if (!assembler.wantsKeyFrame() && now - keyAt < keyFrameEveryMs) return
    askedAt = now
    sink.wantKeyFrame()
  }

  return {
    packet: (bytes, now) => {
      const packet = resting ? null : readRtp(bytes)
      if (packet === null) return
      clock.arrived(packet.timestamp, now)
      buffer.put(packet, now)
      pass(buffer.take(now), now)
      askForKeyFrame(now)
    },
    reported: clock.reported,
    tick: (now) => {
      pass(buffer.take(now), now)
      askForKeyFrame(now)
    },
    rest: (why, now) => {
      if (resting) return
      resting = true
      pass(buffer.drain(), now)
      endFile()
      gap = why
      buffer = openJitterBuffer(jitter)
      assembler = assemblers[kind.codec](kind.channels)
    },
    goOn: (now) => {
      resting = false
      askedAt = -Infinity
      askForKeyFrame(now)
    },
    close: (now) => {
      pass(buffer.drain(), now)
      endFile()
      if (now - cameAt > newFileMs || (gap !== null && now - cameAt >= namedGapMs))
        sink.gap({ fromAt: cameAt, toAt: now, why: gap ?? 'lost' })
    },
  }
}
