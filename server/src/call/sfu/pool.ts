import type { RtpCapabilities } from '@farwindow/shared/call/media.ts'
import { endIdle, place, putToWork, startIdle } from './worker.ts'
import type { IdleWorker, RunningWorker, WorkerSettings } from './worker.ts'

export interface PoolSettings {
  readonly workerBin?: string
  readonly listen: WorkerSettings['listen']
  /** How many worker processes, at least one; as many as cores is right on a machine of its own. */
  readonly workers: number
  /** The first worker’s UDP and TCP port; the others take the ones after it. 0: free ones. */
  readonly basePort: number
}

/** The worker processes, and a spare one: it takes the place of one that dies, on the same port, at once. */
export interface Pool {
  /** The same for all. */
  readonly capabilities: RtpCapabilities
  readonly running: () => readonly RunningWorker[]
  /** The best worker by the given loads; waits for one to come up when all are down; none once closed. */
  readonly pick: (load: (worker: RunningWorker) => Load) => Promise<RunningWorker | undefined>
  readonly close: () => Promise<void>
}

type Load = Parameters<typeof place>[0][number]

const retryMs = { first: 100, most: 5_000 }

/**
 * Starts all workers; throws when one does not start. `onLost` tells of a worker that died later,
 * before its replacement is started.
 */
export async function startPool(
  settings: PoolSettings,
  onLost: (worker: RunningWorker) => void,
): Promise<Pool> {
  const count = Math.max(1, settings.workers)
  const slots: (RunningWorker | undefined)[] = Array.from({ length: count })
  const stopping = new AbortController()
  /** Resolved and replaced whenever a worker comes up or the pool closes. */
  let change = Promise.withResolvers<void>()

  /** Null while there is none: whoever needs one starts one. */
  let spare: Promise<IdleWorker | null> = Promise.resolve(null)
  const refill = (): void => {
    const made: Promise<IdleWorker | null> = startIdle(settings).catch(() => null)
    spare = made
    const again = (): void => {
      if (spare === made && !stopping.signal.aborted) refill()
    }
    void made.then((idle) => {
      if (idle === null) void pause(retryMs.most, stopping.signal).then(again)
      else idle.once('died', again)
    })
  }
  const takeSpare = async (): Promise<IdleWorker> => {
    const taken = spare
    spare = Promise.resolve(null)
    const idle = await taken
    return idle === null || idle.closed ? startIdle(settings) : idle
  }

  const start = async (index: number, idle: Promise<IdleWorker>): Promise<void> => {
    const port = settings.basePort === 0 ? 0 : settings.basePort + index
    const worker = await putToWork(await idle, { ...settings, port }, () => {
      slots[index] = undefined
      onLost(worker)
      void restart(index, retryMs.first)
    })
    if (stopping.signal.aborted) return worker.close()
    slots[index] = worker
    change.resolve()
    change = Promise.withResolvers()
  }

  const restart = async (index: number, waitMs: number): Promise<void> => {
    if (stopping.signal.aborted) return
    try {
      await start(index, takeSpare())
      // Not before: who has lost a call comes first.
      if (!stopping.signal.aborted) refill()
    } catch {
      await pause(waitMs, stopping.signal)
      await restart(index, Math.min(2 * waitMs, retryMs.most))
    }
  }

  const running = (): RunningWorker[] => slots.filter((slot) => slot !== undefined)

  const pick: Pool['pick'] = async (load) => {
    while (!stopping.signal.aborted) {
      const candidates = running().filter((worker) => worker.alive())
      const chosen = candidates[place(candidates.map(load))]
      if (chosen !== undefined) return chosen
      await change.promise
    }
    return undefined
  }

  const close = async (): Promise<void> => {
    stopping.abort()
    change.resolve()
    const idle = await spare
    await Promise.all([...running().map((worker) => worker.close()), idle === null ? null : endIdle(idle)])
  }

  try {
    await Promise.all(slots.map((_, index) => start(index, startIdle(settings))))
    refill()
    const [first] = running()
    if (first === undefined) throw new Error('the media workers died as soon as they were started')
    return { capabilities: first.capabilities, running, pick, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Waits, but no longer than until the pool is closed. */
const pause = (waitMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, waitMs)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
