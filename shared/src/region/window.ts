import { z } from 'zod'
import { bilingual } from '../words/bilingual.ts'
import { jurisdictionCode } from './jurisdiction.ts'

/** A time of day in China, 00:00 to 24:00. */
export const dayTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/)

const span = z.strictObject({ from: dayTime, to: dayTime })

/** A staffed desk of a jurisdiction. */
export const serviceWindow = z.strictObject({
  id: z.string().min(1).max(60),
  jurisdiction: jurisdictionCode,
  name: bilingual,
  /** Seven lists, Monday first; an empty list is a day off. */
  hours: z.array(z.array(span)).length(7),
  /** China dates (YYYY-MM-DD) with other hours than the weekday's: holidays are empty, make-up days are not. */
  exceptions: z.record(z.iso.date(), z.array(span)),
  /** Item codes its clerks can do. */
  skills: z.array(z.string().min(1)).min(1),
})
export type ServiceWindow = z.infer<typeof serviceWindow>

/** Open until when, or closed until when; null when it does not open (or close) within the coming year. */
export type Opening =
  | { readonly open: true; readonly untilAt: number | null }
  | { readonly open: false; readonly nextAt: number | null }

/** REGION-3: whether the window is open at this time. */
export const openAt = (_window: ServiceWindow, _at: number): Opening => ({ open: true, untilAt: null })
