import { z } from 'zod'
import { mediaPolicy } from '../call/route.ts'
import { bilingual } from '../words/bilingual.ts'
import { chinaDay } from './chinatime.ts'
import { jurisdictionCode } from './jurisdiction.ts'

/** A time of day in China, 00:00 to 24:00. */
const dayTime = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)

const span = z
  .strictObject({ from: dayTime, to: dayTime })
  .refine(({ from, to }) => from < to, 'a span ends after it starts')
const day = z.array(span).max(6)

/** A staffed desk of a jurisdiction. */
export const serviceWindow = z.strictObject({
  /** Made at random by the page that adds the window; nobody reads it. */
  id: z.string().min(1).max(60),
  jurisdiction: jurisdictionCode,
  name: bilingual,
  /** Seven days, Monday first; an empty day is a day off. */
  hours: z.array(day).length(7),
  /** China dates with other hours than the weekday's: holidays are empty, make-up working days are not. */
  exceptions: z.record(z.iso.date(), day),
  /** Item codes its clerks can do. */
  skills: z.array(z.string().min(1).max(60)).min(1),
  /** Whether its calls may go from browser to browser; unset: when no media host is up (DIRECT-1). */
  media: mediaPolicy.exactOptional(),
  /** The hall its clerks sit in, as its kiosks name it. */
  hall: z.string().trim().min(1).max(128).exactOptional(),
})
export type ServiceWindow = z.infer<typeof serviceWindow>

/** Until when it is open, or when it opens next (ms); null when that is more than a year away. */
export type Opening =
  | { readonly open: true; readonly untilAt: number | null }
  | { readonly open: false; readonly nextAt: number | null }

const LOOK_AHEAD_DAYS = 366

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** REGION-5: the windows of a jurisdiction that do an item; all of them while no item is named. */
export const windowsFor = (
  windows: readonly ServiceWindow[],
  jurisdiction: string,
  item?: string,
): ServiceWindow[] =>
  windows.filter(
    (window) => window.jurisdiction === jurisdiction && (item === undefined || window.skills.includes(item)),
  )

/** The open spans (ms) of the day `moved` days after `at`, first to last, those that touch made one. */
const spansOf = (
  windows: readonly ServiceWindow[],
  at: number,
  moved: number,
): { from: number; to: number }[] => {
  const { date, weekday, startAt } = chinaDay(at, moved)
  const spans = windows
    .flatMap((window) => window.exceptions[date] ?? window.hours[weekday] ?? [])
    .map(({ from, to }) => ({ from: startAt + minutes(from) * 60_000, to: startAt + minutes(to) * 60_000 }))
    .toSorted((one, other) => one.from - other.from)
  const joined: { from: number; to: number }[] = []
  for (const one of spans) {
    const last = joined.at(-1)
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to)
    else joined.push(one)
  }
  return joined
}

/**
 * REGION-4: whether one of the windows is open at `at` (ms), China time; spans over midnight, and those that one
 * window continues for another, are one span (REGION-5).
 */
export const openAt = (windows: readonly ServiceWindow[], at: number): Opening => {
  let until: number | undefined
  for (let moved = 0; moved <= LOOK_AHEAD_DAYS; moved += 1)
    for (const { from, to } of spansOf(windows, at, moved)) {
      if (until === undefined) {
        if (at < from) return { open: false, nextAt: from }
        if (at < to) until = to
      } else if (from === until) until = to
      else return { open: true, untilAt: until }
    }
  if (until === undefined) return { open: false, nextAt: null }
  const isEndless = until >= chinaDay(at, LOOK_AHEAD_DAYS).startAt
  return { open: true, untilAt: isEndless ? null : until }
}
