import type { Me } from '@farwindow/shared/people/protocol.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { House } from '../house.ts'
import { look } from '../store/list.ts'

/** Who the actor is, with the name the page shows. */
export const meOf = async (house: Pick<House, 'db'>, actor: Actor): Promise<Me> => {
  const person = actor.personId === undefined ? null : await look(house.db, 'person', actor.personId)
  const { role, sessionId, jurisdiction, kioskId, visitId } = actor
  return {
    role,
    sessionId,
    ...(person === null ? {} : { name: person.name, number: person.number }),
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    ...(kioskId === undefined ? {} : { kioskId }),
    ...(visitId === undefined ? {} : { visitId }),
  }
}
