import type { Logger } from 'pino'
import type { Database } from './database.ts'

/** How long the first answer of a request is kept for its repetition: far longer than any page tries (COMMIT-3). */
export const answersKeptMs = 24 * 3_600_000
const everyMs = 3_600_000

/** Deletes kept answers nobody will ask for again: they hold one-time codes and what people typed. */
export const forgetAnswers = async (db: Database, now: number): Promise<void> => {
  await db
    .deleteFrom('answered')
    .where('at', '<', now - answersKeptMs)
    .execute()
}

/** Forgets now and then, until it is closed. */
export const keepForgetting = (about: {
  readonly db: Database
  readonly now: () => number
  readonly log: Logger
}): { close(): Promise<void> } => {
  let running: Promise<void> = Promise.resolve()
  const forget = (): void => {
    running = forgetAnswers(about.db, about.now()).catch((error: unknown) =>
      about.log.warn({ err: error }, 'old answers could not be deleted; trying again in an hour'),
    )
  }
  forget()
  const timer = setInterval(forget, everyMs).unref()
  return {
    close: async () => {
      clearInterval(timer)
      await running
    },
  }
}
