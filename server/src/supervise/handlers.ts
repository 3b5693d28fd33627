import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Board } from '@farwindow/shared/supervise/protocol.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Announce } from '../store/announcement.ts'
import type { Changed } from '../store/commit.ts'
import { readBoard } from './figures.ts'

/** A wallboard is read from five metres away: once a second is live. */
const tellMs = 1_000

export const createSuperviseHandlers = (house: House): HandlersOf<'supervise'> => ({
  'supervise.board': async (_input, { actor }) =>
    actor.jurisdiction === undefined
      ? refuse('notFound')
      : ok(await readBoard(house.db, actor.jurisdiction, house.now())),
})

/** The office whose figures a change moves, or null. */
const officeOf = (change: Changed): string | null => {
  if (change.kind === 'visit') return change.state.to ?? null
  return change.kind === 'seat' || change.kind === 'case' ? change.state.jurisdiction : null
}

/** Tells an office's new figures a little after something moved them, when somebody looks. */
export const createFigures = (
  house: House,
  announce: Announce,
): { learn(changed: readonly Changed[]): void; close(): void } => {
  const timers = new Map<string, NodeJS.Timeout>()
  const tell = (board: Board): void =>
    announce([
      {
        name: 'supervise.board',
        data: board,
        to: [{ jurisdiction: board.jurisdiction, roles: ['supervisor'] }],
      },
    ])
  const read = (jurisdiction: string): void => {
    timers.delete(jurisdiction)
    readBoard(house.db, jurisdiction, house.now()).then(tell, (error: unknown) =>
      house.log.warn({ err: error }, 'the figures could not be read'),
    )
  }
  return {
    learn: (changed) => {
      for (const change of changed) {
        const office = officeOf(change)
        if (office === null || timers.has(office)) continue
        if (!house.isOnline({ jurisdiction: office, roles: ['supervisor'] })) continue
        timers.set(
          office,
          setTimeout(() => read(office), tellMs),
        )
      }
    },
    close: () => {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
    },
  }
}
