import { advanceSeat } from '@farwindow/shared/queue/seat.ts'
import { advanceVisit } from '@farwindow/shared/visit/machine.ts'
import { saveSeat, saveVisit, settle } from './call/settle.ts'
import { dueCase } from './case/due.ts'
import type { House } from './house.ts'
import { dueIdentity } from './identity/due.ts'
import { dueSession } from './people/due.ts'
import { dueRecording } from './recording/due.ts'
import type { Work } from './store/commit.ts'
import type { Kind } from './store/kinds.ts'

const dueVisit = async (work: Work, id: string): Promise<void> => {
  const visit = await work.need('visit', id)
  const next = work.must(advanceVisit(visit.state, { type: 'due', at: work.at }))
  if (next !== visit.state) saveVisit(work, visit, next, 'ranOut', null)
}

const dueSeat = async (work: Work, id: string): Promise<void> => {
  const seat = await work.need('seat', id)
  const next = work.must(advanceSeat(seat.state, { type: 'due', at: work.at }))
  if (next !== seat.state) saveSeat(work, seat, next, 'ranOut')
}

/** Sends a subject whose time has come its `due` event. Never throws: one bad subject must not stop the others. */
export const createDue =
  (house: House) =>
  async (kind: Kind, id: string): Promise<void> => {
    const cause = { by: { role: 'system' as const } }
    let over = false
    try {
      const outcome = await house.commit(cause, async (work) => {
        if (kind === 'visit') await dueVisit(work, id)
        else if (kind === 'seat') await dueSeat(work, id)
        else if (kind === 'call')
          await settle(work, await work.need('call', id), { type: 'due', at: work.at })
        else if (kind === 'identity') await dueIdentity(work, id)
        else if (kind === 'case') await dueCase(work, id)
        else if (kind === 'recording') await dueRecording(work, id)
        else if (kind === 'session') over = await dueSession(work, id)
      })
      if (outcome.ok && over) await house.sessions.end([id], 'expired')
      if (!outcome.ok) house.log.warn({ kind, id, refusal: outcome.refusal }, 'a deadline was refused')
    } catch (error) {
      house.log.error({ err: error, kind, id }, 'a deadline failed')
    }
  }
