import type { Actor } from '@farwindow/shared/people/role.ts'
import type { EventCause } from '@farwindow/shared/record/event.ts'

/** Who an event is by. */
export const causeOf = ({ role, sessionId, personId, kioskId }: Actor): EventCause => ({
  role,
  sessionId,
  ...(personId === undefined ? {} : { personId }),
  ...(kioskId === undefined ? {} : { kioskId }),
})
