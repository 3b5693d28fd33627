import { z } from 'zod'
import { role } from '../people/role.ts'

/** Who caused an event. `system` is a timer or the dispatcher. */
export const cause = z.strictObject({
  role: z.union([role, z.literal('system')]),
  sessionId: z.string().optional(),
  personId: z.string().optional(),
  kioskId: z.string().optional(),
})
export type EventCause = z.infer<typeof cause>

/** One thing that happened to one subject. `n` is the version it made; `previous` and `hash` chain them. */
export interface RecordedEvent {
  readonly kind: string
  readonly id: string
  readonly n: number
  readonly at: number
  readonly by: EventCause
  readonly name: string
  readonly data: unknown
  readonly previous: string
  readonly hash: string
}

/** JSON with sorted keys and without `undefined`: the same value always gives the same text (after RFC 8785's idea). */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((entry) => canonical(entry ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** The hash before the first event of a subject. */
export const genesis = '0'.repeat(64)

/** The text whose SHA-256 is the event's hash (RECORD-1). */
export const chained = (event: Omit<RecordedEvent, 'hash'>): string => canonical(event)
