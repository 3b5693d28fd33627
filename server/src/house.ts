import type { Logger } from 'pino'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Sessions } from './people/sessions.ts'
import type { Audience } from './store/announcement.ts'
import type { Commit } from './store/commit.ts'
import type { Database } from './store/database.ts'
import type { Lanes } from './store/lanes.ts'

/** What every noun's handlers are built on. */
export interface House {
  readonly db: Database
  readonly commit: Commit
  readonly lanes: Lanes
  readonly sessions: Sessions
  /** Ms since the epoch. */
  readonly now: () => number
  /** A new random id, 21 letters and digits. */
  readonly newId: () => string
  readonly log: Logger
  /** Whether a page that fits is connected now. */
  readonly isOnline: (audience: Audience) => boolean
  /** The session's page now speaks for another visit, or none. */
  readonly reseat: (actor: Actor) => void
}
