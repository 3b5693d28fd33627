import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Audience } from '../store/announcement.ts'

/** Finds who is meant by an audience without asking everybody. */
export interface AddressBook<T> {
  /** From now on, and as this actor, until `strike`. */
  enter(one: T, actor: Actor): void
  strike(one: T): void
  meant(to: Audience): T[]
}

const keysOf = (actor: Actor): string[] => [
  `session:${actor.sessionId}`,
  ...(actor.visitId === undefined ? [] : [`visit:${actor.visitId}`]),
  ...(actor.personId === undefined ? [] : [`person:${actor.personId}`]),
  ...(actor.kioskId === undefined ? [] : [`kiosk:${actor.kioskId}`]),
  ...(actor.guestId === undefined ? [] : [`guest:${actor.guestId}`]),
  ...(actor.jurisdiction === undefined ? [] : [`jurisdiction:${actor.jurisdiction}`]),
]

/** The narrowest key of an audience: what is looked up; the rest is checked on the few found. */
const narrowest = (to: Audience): string | null => {
  if (to.sessionId !== undefined) return `session:${to.sessionId}`
  if (to.visitId !== undefined) return `visit:${to.visitId}`
  if (to.personId !== undefined) return `person:${to.personId}`
  if (to.kioskId !== undefined) return `kiosk:${to.kioskId}`
  if (to.guestId !== undefined) return `guest:${to.guestId}`
  return to.jurisdiction === undefined ? null : `jurisdiction:${to.jurisdiction}`
}

const fits = (actor: Actor, to: Audience): boolean =>
  (to.visitId === undefined || to.visitId === actor.visitId) &&
  (to.personId === undefined || to.personId === actor.personId) &&
  (to.kioskId === undefined || to.kioskId === actor.kioskId) &&
  (to.guestId === undefined || to.guestId === actor.guestId) &&
  (to.jurisdiction === undefined || to.jurisdiction === actor.jurisdiction) &&
  (to.roles === undefined || to.roles.includes(actor.role))

export const createAddressBook = <T extends object>(): AddressBook<T> => {
  const actors = new Map<T, Actor>()
  const byKey = new Map<string, Set<T>>()

  const strike = (one: T): void => {
    const actor = actors.get(one)
    if (actor === undefined) return
    actors.delete(one)
    for (const key of keysOf(actor)) {
      const there = byKey.get(key)
      there?.delete(one)
      if (there?.size === 0) byKey.delete(key)
    }
  }

  return {
    enter: (one, actor) => {
      strike(one)
      actors.set(one, actor)
      for (const key of keysOf(actor)) {
        const there = byKey.get(key)
        if (there === undefined) byKey.set(key, new Set([one]))
        else there.add(one)
      }
    },
    strike,
    meant: (to) => {
      const key = narrowest(to)
      const candidates = key === null ? actors.keys() : (byKey.get(key) ?? [])
      return [...candidates].filter((one) => {
        const actor = actors.get(one)
        return actor !== undefined && fits(actor, to)
      })
    },
  }
}
