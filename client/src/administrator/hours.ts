import type { ServiceWindow } from '@farwindow/shared/region/window.ts'

export type Day = ServiceWindow['hours'][number]

/** Why the typed hours of a day are none. `format`: no times; `order`: ends before it starts; `overlap`; `many`. */
export type DayFault = 'format' | 'order' | 'overlap' | 'many'
export type DayRead =
  | { readonly ok: true; readonly day: Day }
  | { readonly ok: false; readonly fault: DayFault }

/** As shared/region/window.ts allows. */
const mostSpans = 6
const spanShape = /^(\d{1,2})(?::(\d{2}))?-(\d{1,2})(?::(\d{2}))?$/

const time = (hours: string, minutes = '00'): string => `${hours.padStart(2, '0')}:${minutes}`
const isTime = (text: string): boolean => /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)

/** How people write it: full-width signs, 9点, 到, 至, ~ and long dashes. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/点整?/gu, ':00')
    .replaceAll(/\s*(?:[\p{Pd}~～—]|到|至)\s*/gu, '-')
    .replaceAll(/[,;、，；]/gu, ' ')
    .trim()

/** Reads the hours of one day, `9-12, 13:30-17`; blank is closed (REGION-4). */
export const readDay = (text: string): DayRead => {
  const day: Day = []
  for (const part of plain(text).split(/\s+/).filter(Boolean)) {
    const [, fromHour, fromMinute, toHour, toMinute] = spanShape.exec(part) ?? []
    if (fromHour === undefined || toHour === undefined) return { ok: false, fault: 'format' }
    const span = { from: time(fromHour, fromMinute), to: time(toHour, toMinute) }
    if (!isTime(span.from) || !isTime(span.to)) return { ok: false, fault: 'format' }
    if (span.from >= span.to) return { ok: false, fault: 'order' }
    day.push(span)
  }
  if (day.length > mostSpans) return { ok: false, fault: 'many' }
  day.sort((one, other) => one.from.localeCompare(other.from))
  const overlaps = day.some((span, index) => index > 0 && span.from < (day[index - 1]?.to ?? ''))
  return overlaps ? { ok: false, fault: 'overlap' } : { ok: true, day }
}

/** The hours of a day as one types them: `09:00-12:00, 13:30-17:00`; '' is closed. */
export const writeDay = (day: Day): string => day.map(({ from, to }) => `${from}-${to}`).join(', ')

/** What is being typed: the week Monday first, and days with other hours. */
export interface HoursDraft {
  readonly week: readonly string[]
  readonly exceptions: readonly { readonly date: string; readonly hours: string }[]
}

export const draftOf = ({ hours, exceptions }: ServiceWindow): HoursDraft => ({
  week: hours.map(writeDay),
  exceptions: Object.entries(exceptions)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([date, day]) => ({ date, hours: writeDay(day) })),
})

/** The hours typed, as a window keeps them; null while something in them is wrong. */
export const hoursOf = (draft: HoursDraft): Pick<ServiceWindow, 'hours' | 'exceptions'> | null => {
  const hours: Day[] = []
  for (const text of draft.week) {
    const read = readDay(text)
    if (!read.ok) return null
    hours.push(read.day)
  }
  const exceptions: Record<string, Day> = {}
  for (const { date, hours: text } of draft.exceptions) {
    const read = readDay(text)
    if (!read.ok || !/^\d{4}-\d{2}-\d{2}$/.test(date) || date in exceptions) return null
    exceptions[date] = read.day
  }
  return { hours, exceptions }
}
