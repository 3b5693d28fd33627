import { randomUUID } from 'node:crypto'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { notices } from '@farwindow/shared/protocol/all.ts'
import type { NoticeName } from '@farwindow/shared/protocol/all.ts'
import type { Told } from '@farwindow/shared/protocol/wire.ts'
import type { Announce, Announcement, Audience } from '../store/announcement.ts'
import { createAddressBook } from './addressbook.ts'
import { createBacklog } from './backlog.ts'
import type { Backlog } from './backlog.ts'

/** How long the notices of a page that went away are kept, ms. */
const keptMs = 120_000

/** A page's connection, as the hub needs it. */
export interface Line {
  tell(told: Told): void
  over(why: string): void
}

/** A session whose page is connected, or was a moment ago. */
interface Live {
  actor: Actor
  /** Null while it is away. */
  line: Line | null
  leftAt: number
  readonly backlog: Backlog
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
}

/** What this viewer gets of an announcement, or null. */
const shownTo = (viewer: Actor, announcement: Announcement): unknown => {
  const declaration = notices[announcement.name]
  if (!declaration.to.some((role) => role === viewer.role)) return null
  // The table ties `see` to the data of its own name; the union of names loses that tie.
  const see = declaration.see as ((viewer: Actor, data: unknown) => unknown) | undefined
  return see === undefined ? announcement.data : see(viewer, announcement.data)
}

const tell = ({ line, backlog }: Live, name: NoticeName, data: unknown): void => {
  const told = notices[name].passing === true ? { seq: backlog.seq(), name, data } : backlog.add(name, data)
  line?.tell(told)
}

/** The live pages of this process, and who hears what (LINK-1 … LINK-4). */
export const createHub = (now: () => number): Hub => {
  const epoch = randomUUID()
  const sessions = new Map<string, Live>()
  const book = createAddressBook<Live>()

  const drop = (live: Live): void => {
    book.strike(live)
    sessions.delete(live.actor.sessionId)
  }
  const sweep = (): void => {
    for (const live of sessions.values()) if (live.line === null && now() - live.leftAt > keptMs) drop(live)
  }
  const speakFor = (live: Live, actor: Actor): void => {
    live.actor = actor
    book.enter(live, actor)
  }
  /** One viewer hears a notice once, however many of its audiences they belong to. */
  const hearers = ({ to }: Announcement): Set<Live> => new Set(to.flatMap(book.meant))

  return {
    epoch,
    join: (actor, line, seen) => {
      sweep()
      const live = sessions.get(actor.sessionId) ?? newlyLive(actor)
      sessions.set(actor.sessionId, live)
      live.line?.over('replaced')
      live.line = line
      speakFor(live, actor)
      const missed = seen === null || seen.epoch !== epoch ? null : live.backlog.since(seen.seq)
      return { resumed: missed !== null, seq: live.backlog.seq(), missed: missed ?? [] }
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
          const data = shownTo(live.actor, announcement)
          if (data !== null) tell(live, announcement.name, data)
        }
      }
    },
    actorOf: (sessionId) => sessions.get(sessionId)?.actor ?? null,
    reseat: (actor) => {
      const live = sessions.get(actor.sessionId)
      if (live !== undefined) speakFor(live, actor)
    },
    end: (sessionId, why) => {
      const live = sessions.get(sessionId)
      if (live === undefined) return
      // Its page leaves as whoever it is now, so that a queue or a call hears that this person is gone.
      live.line?.over(why)
      drop(live)
    },
    isOnline: (to) => book.meant(to).some(({ line }) => line !== null),
  }
}

const newlyLive = (actor: Actor): Live => ({ actor, line: null, leftAt: 0, backlog: createBacklog() })
