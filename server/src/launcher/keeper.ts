import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './say.ts'

/** Something that runs until it is closed or ends by itself. */
export interface Running {
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<string>
  readonly close: () => Promise<void>
}

const calmMs = 60_000
const waitsMs = [0, 1000, 2000, 4000, 8000, 15_000]

/**
 * Starts something and starts it again whenever it ends by itself: at once the first time, later and later
 * when it keeps ending within a minute. A failure of the very first start is thrown, later ones are said
 * and tried again. `close` stops it for good and is idempotent.
 */
export async function keepRunning(
  name: string,
  start: (again: boolean) => Promise<Running>,
): Promise<{ close: () => Promise<void> }> {
  const stopping = new AbortController()
  let current: Running | null = await start(false)
  const watching = watch()

  async function watch(): Promise<void> {
    let deaths = 0
    for (let startedAt = Date.now(); ; startedAt = Date.now()) {
      const how = current === null ? null : await current.ended
      if (stopping.signal.aborted) return
      deaths = Date.now() - startedAt > calmMs ? 0 : deaths + 1
      const waitMs = waitsMs[Math.min(deaths, waitsMs.length) - 1] ?? 0
      if (how !== null) say(name, `ended unexpectedly (${how})`)
      say(name, `starting it again${waitMs > 0 ? ` in ${waitMs / 1000} s` : ''}`)
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      current = await start(true).catch((error: unknown) => {
        say(name, error instanceof Error ? error.message : String(error))
        return null
      })
    }
  }

  return {
    async close() {
      stopping.abort()
      await current?.close()
      await watching
      // A start that was under way when the closing began has come up since.
      await current?.close()
    },
  }
}
