import { randomUUID } from 'node:crypto'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { notices } from '@farwindow/shared/protocol/all.ts'
import type { NoticeName } from '@farwindow/shared/protocol/all.ts'
import type { Told } from '@farwindow/shared/protocol/wire.ts'
import type { Announce, Announcement, Audience } from '../store/announcement.ts'

/** Notices kept for a page that comes back; older gaps are healed by asking anew. */
const kept = 512
/** How long the notices of a page that went away are kept, ms. */
const keptMs = 120_000

/** A page's connection, as the hub needs it. */
export interface Line {
  tell(told: Told): void
  over(why: string): void
}

interface Live {
  actor: Actor
  line: Line | null
  seq: number
  readonly missed: Told[]
  keys: readonly string[]
  leftAt: number
}

export interface Hub {
  /** Names this process's numbering: a number of another epoch means nothing here. */
  readonly epoch: string
  /** Connects a page. An older page of the same session is told it was replaced. */
  join(
    actor: Actor,
    line: Line,
    seen: { epoch: string; seq: number } | null,
  ): { resumed: boolean; seq: number; missed: readonly Told[] }
  /** The page is gone; its notices are kept for a while. False when another page had replaced it. */
  leave(sessionId: string, line: Line): boolean
  announce: Announce
  actorOf(sessionId: string): Actor | null
  /** The session now belongs to another visit, or none. */
  reseat(actor: Actor): void
  end(sessionId: string, why: string): void
  isOnline(audience: Audience): boolean
  onlineCount(): number
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

/** What this viewer gets of an announcement, or null. */
const seen = (viewer: Actor, announcement: Announcement): unknown => {
  const declaration = notices[announcement.name]
  if (!declaration.to.some((role) => role === viewer.role)) return null
  // The table ties `see` to the data of its own name; the union of names loses that tie.
  const see = declaration.see as ((viewer: Actor, data: unknown) => unknown) | undefined
  return see === undefined ? announcement.data : see(viewer, announcement.data)
}

/** The live pages of this process, and who hears what (LINK-1 … LINK-4). */
export const createHub = (now: () => number): Hub => {
  const epoch = randomUUID()
  const sessions = new Map<string, Live>()
  const index = new Map<string, Set<Live>>()

  const enlist = (live: Live): void => {
    live.keys = keysOf(live.actor)
    for (const key of live.keys) {
      const there = index.get(key)
      if (there === undefined) index.set(key, new Set([live]))
      else there.add(live)
    }
  }
  const delist = (live: Live): void => {
    for (const key of live.keys) {
      const there = index.get(key)
      there?.delete(live)
      if (there?.size === 0) index.delete(key)
    }
  }
  const drop = (live: Live): void => {
    delist(live)
    sessions.delete(live.actor.sessionId)
  }
  const sweep = (): void => {
    for (const live of sessions.values()) {
      if (live.line === null && now() - live.leftAt > keptMs) drop(live)
    }
  }
  const push = (live: Live, name: NoticeName, data: unknown): void => {
    if (notices[name].passing === true) return live.line?.tell({ seq: live.seq, name, data })
    live.seq += 1
    const told = { seq: live.seq, name, data }
    live.missed.push(told)
    if (live.missed.length > kept) live.missed.shift()
    live.line?.tell(told)
  }
  const hearers = (announcement: Announcement): Set<Live> => {
    const found = new Set<Live>()
    for (const to of announcement.to) {
      const key = narrowest(to)
      const candidates = key === null ? sessions.values() : (index.get(key) ?? [])
      for (const live of candidates) if (fits(live.actor, to)) found.add(live)
    }
    return found
  }

  return {
    epoch,
    join: (actor, line, before) => {
      sweep()
      let live = sessions.get(actor.sessionId)
      if (live === undefined) {
        live = { actor, line: null, seq: 0, missed: [], keys: [], leftAt: 0 }
        sessions.set(actor.sessionId, live)
      } else delist(live)
      live.line?.over('replaced')
      live.actor = actor
      live.line = line
      enlist(live)
      const first = live.missed[0]?.seq ?? live.seq + 1
      const resumed =
        before !== null && before.epoch === epoch && before.seq <= live.seq && before.seq >= first - 1
      return {
        resumed,
        seq: live.seq,
        missed: resumed ? live.missed.filter((told) => told.seq > before.seq) : [],
      }
    },
    leave: (sessionId, line) => {
      const live = sessions.get(sessionId)
      if (live === undefined || live.line !== line) return false
      live.line = null
      live.leftAt = now()
      return true
    },
    announce: (announcements) => {
      for (const announcement of announcements) {
        for (const live of hearers(announcement)) {
          const data = seen(live.actor, announcement)
          if (data !== null) push(live, announcement.name, data)
        }
      }
    },
    actorOf: (sessionId) => sessions.get(sessionId)?.actor ?? null,
    reseat: (actor) => {
      const live = sessions.get(actor.sessionId)
      if (live === undefined) return
      delist(live)
      live.actor = actor
      enlist(live)
    },
    end: (sessionId, why) => {
      const live = sessions.get(sessionId)
      if (live === undefined) return
      // Its page leaves as whoever it is now, so that a queue or a call hears that this person is gone.
      live.line?.over(why)
      drop(live)
    },
    isOnline: (to) => {
      const key = narrowest(to)
      if (key === null) return false
      for (const live of index.get(key) ?? []) if (live.line !== null && fits(live.actor, to)) return true
      return false
    },
    onlineCount: () => [...sessions.values()].filter((live) => live.line !== null).length,
  }
}
