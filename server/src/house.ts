import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { createSessions } from './people/sessions.ts'
import type { Sessions } from './people/sessions.ts'
import type { Audience } from './store/announcement.ts'
import { createCommit } from './store/commit.ts'
import type { Commit, Committed } from './store/commit.ts'
import type { Database } from './store/database.ts'
import { createLanes } from './store/lanes.ts'
import type { Lanes } from './store/lanes.ts'

/** What every noun's handlers are built on. */
export interface House {
  readonly db: Database
  readonly commit: Commit
  readonly lanes: Lanes
  readonly sessions: Sessions
  /** Ms since the epoch. */
  readonly now: () => number
  /** A new random id, 20 letters, digits and signs of a URL. */
  readonly newId: () => string
  readonly log: Logger
  /** Whether a page that fits is connected now. */
  readonly isOnline: (audience: Audience) => boolean
  /** The session's page now speaks for another visit, or none. */
  readonly reseat: (actor: Actor) => void
}

/** The pages that are connected, as far as the house has to do with them. */
interface Pages extends Pick<House, 'isOnline' | 'reseat'> {
  /** The session is over: its page is told why, and closed. */
  end(sessionId: string, why: string): void
}

/** Builds the house. `committed` hears what each commit did, after it. */
export const createHouse = (about: {
  readonly db: Database
  readonly now: () => number
  readonly log: Logger
  readonly pages: Pages
  readonly committed: (done: Committed) => void
}): House => {
  const { db, now, log, pages, committed } = about
  const commit = createCommit({ db, now, committed })
  return {
    db,
    commit,
    lanes: createLanes(),
    sessions: createSessions({ db, commit, now, ended: pages.end }),
    now,
    newId: () => randomBytes(15).toString('base64url'),
    log,
    isOnline: pages.isOnline,
    reseat: pages.reseat,
  }
}
