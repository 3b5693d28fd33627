import type { Logger } from 'pino'
import type { DeskLine } from './dial.ts'

/** How often it is looked whether the last call has ended. */
const lookMs = 250
/** How long calls have to move when their time is over. */
const movingMs = 3_000

/**
 * Lets a node end without a call noticing (MEDIA-28): no new peers, then waiting for the calls there are; when
 * their time is over, the desk moves them. Without a desk nobody could move anything: resolves at once.
 * `calls` counts the streams that are prepared or flow here.
 */
export const drain = async (about: {
  readonly line: Pick<DeskLine, 'isUp' | 'become'>
  readonly calls: () => Promise<number>
  readonly withinMs: number
  readonly sleep: (ms: number) => Promise<unknown>
  readonly log: Logger
}): Promise<void> => {
  const { line, calls, withinMs, sleep, log } = about
  const idle = async (forMs: number): Promise<boolean> => {
    for (let left = forMs; line.isUp() && left > 0; left -= lookMs) {
      if ((await calls()) === 0) return true
      await sleep(Math.min(lookMs, left))
    }
    return !line.isUp() || (await calls()) === 0
  }
  if (!line.isUp()) return
  line.become('draining')
  log.info({ withinMs }, 'draining: no new calls, those under way may end')
  if (!(await idle(withinMs))) log.warn('calls are still under way: they move to another node')
  line.become('leaving')
  await idle(movingMs)
}
