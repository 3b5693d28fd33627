import type { types } from 'mediasoup'
import { z } from 'zod'
import type { Peer, Producing } from '../sfu/peer.ts'
import { ntpMs } from './rtp.ts'

/** Which RTP timestamp of a stream was at which time: ms since the epoch on our own clock. */
export interface TimingReport {
  readonly timestamp: number
  readonly at: number
}

/**
 * What senders say about their streams’ clocks. Heard from the moment somebody sends, so that a recording knows from
 * its first frame on.
 */
export interface Reports {
  watch(peer: Peer, producing: Producing): void
  /** Calls back with the newest report, and with each that comes, until the returned function is called. */
  follow(producerId: string, hear: (report: TimingReport) => void): () => void
}

const senderReport = z.object({ ntpSec: z.number(), ntpFrac: z.number(), rtpTs: z.number() })

/**
 * So many reports tell how a sender's clock stands to ours: some minutes of them. Fewer would follow how long reports
 * happen to be on their way, and each stream at another time.
 */
const keptReports = 256
/** So many in a row that are later than any delay: the sender's clock was put right. */
const stepReports = 8
const stepMs = 2_000

/**
 * One sender's clock beside ours. All streams of a sender are moved by the same, so that they stay together; the
 * report that was the least time on its way counts.
 */
export const openSenderClock = (): ((at: number, now: number) => number) => {
  let behind: number[] = []
  return (at, now) => {
    behind = [...behind.slice(1 - keptReports), now - at]
    const newest = behind.slice(-stepReports)
    if (newest.length === stepReports && Math.min(...newest) - Math.min(...behind) > stepMs) behind = newest
    return at + Math.min(...behind)
  }
}

/** A direct transport passes no sender reports on: they are heard where they come in. */
export const openReports = (now: () => number): Reports => {
  const clocks = new Map<string, { readonly local: (at: number, now: number) => number; streams: number }>()
  const newest = new Map<string, TimingReport>()
  const hearers = new Map<string, Set<(report: TimingReport) => void>>()

  const hear = (
    clock: (at: number, now: number) => number,
    producerId: string,
    trace: types.ProducerTraceEventData,
  ) => {
    const said = senderReport.safeParse(trace.info)
    if (trace.type !== 'sr' || !said.success) return
    const { ntpSec, ntpFrac, rtpTs } = said.data
    const report = { timestamp: rtpTs, at: clock(ntpMs(ntpSec, ntpFrac), now()) }
    newest.set(producerId, report)
    for (const each of hearers.get(producerId) ?? []) each(report)
  }

  return {
    watch: (peer, { producer }) => {
      if (producer.closed) return
      const clock = clocks.get(peer.id) ?? { local: openSenderClock(), streams: 0 }
      clocks.set(peer.id, clock)
      clock.streams += 1
      producer.on('trace', (trace) => hear(clock.local, producer.id, trace))
      producer.observer.once('close', () => {
        newest.delete(producer.id)
        clock.streams -= 1
        if (clock.streams === 0) clocks.delete(peer.id)
      })
      // It may be closed before it has heard of this.
      producer.enableTraceEvent(['sr']).catch(() => undefined)
    },
    follow: (producerId, report) => {
      const known = newest.get(producerId)
      if (known !== undefined) report(known)
      const all = hearers.get(producerId) ?? new Set()
      hearers.set(producerId, all.add(report))
      return () => {
        all.delete(report)
        if (all.size === 0) hearers.delete(producerId)
      }
    },
  }
}
