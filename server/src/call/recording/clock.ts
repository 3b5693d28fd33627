import { unwrapper } from './rtp.ts'

/** Says at which time (ms since the epoch) the media of an RTP timestamp was taken. */
export interface MediaClock {
  /** A packet came: before the first report its arrival is the best that is known. */
  arrived(timestamp: number, now: number): void
  reported(timestamp: number, at: number): void
  at(timestamp: number): number
}

/** From one report to the next: bent until the difference is made up, straight after that. */
interface Line {
  readonly ticks: number
  readonly ms: number
  readonly perTick: number
  readonly bend: number
}

/** A report further off than this is another clock, not drift: it is believed at once. */
const jumpMs = 250
/** A difference is made up within so long … */
const followMs = 2_000
/** … but never by running faster or slower than this: nobody hears or sees it. */
const mostBend = 0.03
/** Crystals are within 0.01 %; a sender's clock may be told wrongly by up to this. */
const mostDrift = 0.02
/** Reports this far apart tell the rate of the sender's clock. */
const baselineMs = 4_000
const keptReports = 16

/**
 * One stream's RTP timestamps on the time line all streams share. Sender reports are followed smoothly: the line is
 * never broken, only bent, unless it was wholly wrong. `rate` is in ticks per second.
 */
export const openClock = (rate: number): MediaClock => {
  const unwrap = unwrapper(32)
  const nominal = 1000 / rate
  let line: Line | undefined
  let reports: { readonly ticks: number; readonly at: number }[] = []

  const on = (ticks: number): number => {
    if (line === undefined) return 0
    const since = (ticks - line.ticks) * line.perTick
    return line.ms + since + line.bend * Math.min(since, followMs)
  }

  /** ms a tick, by the reports of the last while. */
  const measured = (): number => {
    const [first, last] = [reports[0], reports.at(-1)]
    if (first === undefined || last === undefined || last.at - first.at < baselineMs) return nominal
    return within((last.at - first.at) / (last.ticks - first.ticks), nominal, mostDrift)
  }

  return {
    arrived: (timestamp, now) => {
      const ticks = unwrap(timestamp)
      line ??= { ticks, ms: now, perTick: nominal, bend: 0 }
    },
    reported: (timestamp, at) => {
      const ticks = unwrap(timestamp)
      if (line === undefined || Math.abs(at - on(ticks)) > jumpMs) {
        reports = [{ ticks, at }]
        line = { ticks, ms: at, perTick: nominal, bend: 0 }
        return
      }
      const last = reports.at(-1)
      if (last !== undefined && ticks <= last.ticks) return
      reports = [...reports.slice(1 - keptReports), { ticks, at }]
      const here = on(ticks)
      const bend = within(1 + (at - here) / followMs, 1, mostBend) - 1
      line = { ticks, ms: here, perTick: measured(), bend }
    },
    at: (timestamp) => on(unwrap(timestamp)),
  }
}

/** `value`, but no further from `middle` than the share of it. */
const within = (value: number, middle: number, share: number): number =>
  Math.min(middle * (1 + share), Math.max(middle * (1 - share), value))
