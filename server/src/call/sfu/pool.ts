import type { RtpCapabilities } from '@farwindow/shared/call/media.ts'
import { place, startWorker } from './worker.ts'
import type { RunningWorker, WorkerSettings } from './worker.ts'

export interface PoolSettings {
  readonly workerBin?: string
  readonly listen: WorkerSettings['listen']
  /** How many worker processes, at least one; as many as cores is right on a machine of its own. */
  readonly workers: number
  /** The first worker’s UDP and TCP port; the others take the ones after it. 0: free ones. */
  readonly basePort: number
}

/** The worker processes. A dead one is replaced on the same port. */
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

  const start = async (index: number): Promise<void> => {
    const port = settings.basePort === 0 ? 0 : settings.basePort + index
    const worker = await startWorker({ ...settings, port }, () => {
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
      await start(index)
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
    await Promise.all(running().map((worker) => worker.close()))
  }

  try {
    await Promise.all(slots.map((_, index) => start(index)))
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
