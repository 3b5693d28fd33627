import type { House } from '../house.ts'
import type { Changed } from '../store/commit.ts'

/**
 * Takes a visit off the sessions that carry it: phones are signed out, kiosks go back to their start page. Called
 * when the visit goes to a phone and when it ends, so that the next person finds nothing of it (VISIT-1).
 */
export const release = async (
  house: House,
  visitId: string,
  why: 'replaced' | 'visitEnded',
): Promise<void> => {
  const rows = await house.db
    .selectFrom('subject')
    .select('id')
    .where('kind', '=', 'session')
    .where('phase', '=', 'live')
    .where('state', '@>', JSON.stringify({ visitId }))
    .execute()
  for (const { id } of rows) await releaseSession(house, id, why)
}

const releaseSession = async (house: House, id: string, why: 'replaced' | 'visitEnded'): Promise<void> => {
  const outcome = await house.commit({ by: { role: 'system' } }, async (work) => {
    const session = await work.need('session', id)
    if (session.state.role !== 'kiosk') return null
    const { visitId: _visitId, ...rest } = session.state
    work.save(session, rest, { name: 'visitClosed' })
    return rest
  })
  if (!outcome.ok) return house.log.warn({ refusal: outcome.refusal }, 'a session was not released')
  if (outcome.value === null) return house.sessions.end([id], why)
  const { jurisdiction, kioskId } = outcome.value
  house.reseat({
    role: 'kiosk',
    sessionId: id,
    ...(jurisdiction === undefined ? {} : { jurisdiction }),
    ...(kioskId === undefined ? {} : { kioskId }),
  })
}

/** The same for every visit that has just ended. */
export const releaseEnded = (house: House, changed: readonly Changed[]): void => {
  for (const change of changed) {
    if (change.kind !== 'visit' || change.state.phase !== 'ended') continue
    release(house, change.id, 'visitEnded').catch((error: unknown) =>
      house.log.error({ err: error }, 'a visit was not released'),
    )
  }
}
