import { openClock } from './clock.ts'
import type { Assembler, Format } from './frame.ts'
import { h264Assembler } from './h264.ts'
import { openJitterBuffer } from './jitter.ts'
import type { Arrived } from './jitter.ts'
import { openKeyFrames } from './keyframes.ts'
import { opusAssembler } from './opus.ts'
import { readRtp } from './rtp.ts'
import { openSegmenter } from './segmenter.ts'
import type { GapReason, SegmentSink } from './segmenter.ts'
import { vp8Assembler } from './vp8.ts'

/** Where a track goes, and what it asks of its sender. */
export interface TrackSink extends SegmentSink {
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

export interface TrackKind {
  readonly codec: Format['codec']
  readonly clockRate: number
  readonly channels: number
}

/** A lost packet is asked for again by the media host; it comes within some round trips, or never. */
const jitter = { waitMs: 600, most: 4_000 } as const

const assemblers: Readonly<Record<Format['codec'], (channels: number) => Assembler>> = {
  VP8: vp8Assembler,
  H264: h264Assembler,
  OPUS: opusAssembler,
}

/** Packets are put in order (`jitter`), together to frames (`frame`), at their time (`clock`), into files (`segmenter`). */
export const openTrack = (kind: TrackKind, begunAt: number, sink: TrackSink): Track => {
  const isPicture = kind.codec !== 'OPUS'
  const clock = openClock(kind.clockRate)
  const segmenter = openSegmenter(isPicture, begunAt, sink)
  const keyFrames = openKeyFrames(() => sink.wantKeyFrame())
  let buffer = openJitterBuffer(jitter)
  let assembler = assemblers[kind.codec](kind.channels)
  let resting = false

  const pass = (arrived: readonly Arrived[], now: number): void => {
    for (const each of arrived) {
      if (each.type === 'lost') {
        assembler.lose(each.packets)
        segmenter.lose(each.packets)
        continue
      }
      for (const frame of assembler.put(each.packet)) {
        if (frame.key) keyFrames.came(now)
        segmenter.put(frame, clock.at(frame.timestamp))
      }
    }
  }
  const lookForKeyFrame = (now: number): void => {
    if (isPicture && !resting) keyFrames.look(assembler.wantsKeyFrame(), now)
  }

  return {
    packet: (bytes, now) => {
      const packet = resting ? null : readRtp(bytes)
      if (packet === null) return
      clock.arrived(packet.timestamp, now)
      buffer.put(packet, now)
      pass(buffer.take(now), now)
      lookForKeyFrame(now)
    },
    reported: clock.reported,
    tick: (now) => {
      pass(buffer.take(now), now)
      lookForKeyFrame(now)
    },
    rest: (why, now) => {
      if (resting) return
      resting = true
      pass(buffer.drain(), now)
      segmenter.rest(why)
      buffer = openJitterBuffer(jitter)
      assembler = assemblers[kind.codec](kind.channels)
    },
    goOn: (now) => {
      resting = false
      keyFrames.anew()
      lookForKeyFrame(now)
    },
    close: (now) => {
      pass(buffer.drain(), now)
      segmenter.close(now)
    },
  }
}
