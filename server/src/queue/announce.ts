import type { QueueEntry } from '@farwindow/shared/queue/protocol.ts'
import type { QueuePlace } from '@farwindow/shared/visit/protocol.ts'
import type { Announce } from '../store/announcement.ts'

/** The clerks of an office hear who waits, and everybody who waits their own place. */
export const tellQueue =
  (announce: Announce) =>
  (jurisdiction: string, entries: QueueEntry[], places: readonly QueuePlace[]): void =>
    announce([
      { name: 'queue.changed', data: { jurisdiction, entries }, to: [{ jurisdiction, roles: ['clerk'] }] },
      ...places.map((data) => ({ name: 'visit.place' as const, data, to: [{ visitId: data.visitId }] })),
    ])
