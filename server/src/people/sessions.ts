import { createHash, randomBytes } from 'node:crypto'
import { actorOf } from '@farwindow/shared/people/session.ts'
import type { SessionState } from '@farwindow/shared/people/session.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Commit } from '../store/commit.ts'
import type { Database } from '../store/database.ts'

/** A session token is 256 random bits; only its hash is stored, and the hash is the session's id. */
const newToken = (): string => randomBytes(32).toString('base64url')
const sessionIdOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export interface Sessions {
  /** Starts a session; the token goes into the cookie and nowhere else. */
  start(state: SessionState): Promise<{ token: string; actor: Actor }>
  /** The actor behind a token, or null when it is unknown, ended or expired. */
  resolve(token: string): Promise<Actor | null>
  /** Ends these sessions now; their pages are told why. */
  end(ids: readonly string[], why: NonNullable<SessionState['ending']>): Promise<void>
  /** Ends every live session that `state` fits. */
  endWhere(
    fits: Partial<Pick<SessionState, 'personId' | 'kioskId' | 'visitId' | 'guestId'>>,
    why: NonNullable<SessionState['ending']>,
  ): Promise<void>
}

/** Makes the session store. `ended` is told of every ended session, to close its page. */
export const createSessions = (about: {
  readonly db: Database
  readonly commit: Commit
  readonly now: () => number
  readonly ended: (sessionId: string, why: string) => void
}): Sessions => {
  const system = { by: { role: 'system' as const } }

  const end: Sessions['end'] = async (ids, why) => {
    for (const id of ids) {
      const outcome = await about.commit(system, async (work) => {
        const session = await work.need('session', id)
        if (session.state.phase === 'ended') return
        work.save(
          session,
          { ...session.state, phase: 'ended', ending: why },
          { name: 'ended', data: { why } },
        )
      })
      if (outcome.ok) about.ended(id, why)
    }
  }

  return {
    start: async (state) => {
      const token = newToken()
      const id = sessionIdOf(token)
      const outcome = await about.commit({ by: { role: state.role, sessionId: id } }, async (work) => {
        const { surface, role, personId, kioskId, visitId, guestId } = state
        const data = { surface, role, personId, kioskId, visitId, guestId }
        work.create(
          'session',
          id,
          state,
          { name: 'started', data },
          { jurisdiction: state.jurisdiction, visitId },
        )
      })
      if (!outcome.ok) throw new Error(`a session could not be started: ${outcome.refusal.code}`)
      return { token, actor: actorOf(id, state) }
    },
    resolve: async (token) => {
      const id = sessionIdOf(token)
      const row = await about.db
        .selectFrom('subject')
        .select('state')
        .where('kind', '=', 'session')
        .where('id', '=', id)
        .executeTakeFirst()
      if (row === undefined) return null
      // Written by `start` only.
      const state = row.state as SessionState
      return state.phase === 'live' && state.expiresAt > about.now() ? actorOf(id, state) : null
    },
    end,
    endWhere: async (fits, why) => {
      const rows = await about.db
        .selectFrom('subject')
        .select('id')
        .where('kind', '=', 'session')
        .where('phase', '=', 'live')
        .where('state', '@>', JSON.stringify(fits))
        .execute()
      await end(
        rows.map((row) => row.id),
        why,
      )
    },
  }
}
