import { parseArgs } from 'node:util'
import { openHandles, residentBytes } from '../lab/processes.ts'
import { crowd } from '../lab/peer/crowd.ts'
import { openWorld, workersOf } from '../lab/world.ts'

/*
 * `npm run soak -- --calls 50 --minutes 20`: simulated calls ring, are answered, run (`--seconds 20` on average) and
 * end, again and again, and what desk, media node and media worker hold of the machine is looked at. Growth is that of
 * the second half; memory also grows because nobody has to tidy up yet. `--heap 96` lets desk and node keep so many MB
 * of objects and no more: what leaks ends them, and the soak fails.
 */

interface Use {
  readonly megabytes: number
  readonly handles: number
}
interface Sample {
  readonly minute: number
  readonly use: Readonly<Record<'desk' | 'node' | 'worker', Use>>
}

const { values } = parseArgs({
  options: {
    calls: { type: 'string' },
    minutes: { type: 'string' },
    seconds: { type: 'string' },
    heap: { type: 'string' },
  },
})
const calls = Number(values.calls ?? 50)
const minutes = Number(values.minutes ?? 20)
const callMs = 1_000 * Number(values.seconds ?? 20)
const sampleMs = 5_000
/** What is closed after a call is closed within this time. */
const settleMs = 5_000

const world = await openWorld(
  values.heap === undefined ? {} : { settings: { NODE_OPTIONS: `--max-old-space-size=${values.heap}` } },
)
const began = performance.now()
try {
  const node = await world.programs.node('soak', { FARWINDOW_NODE_CAPACITY: '10000' })
  const sample = (): Sample => ({
    minute: (performance.now() - began) / 60_000,
    use: {
      desk: useOf(world.desk().pid),
      node: useOf(node.pid),
      worker: useOf(workersOf(node)[0] ?? 0),
    },
  })
  const before = sample()
  const samples: Sample[] = []
  const sampling = setInterval(() => samples.push(sample()), sampleMs)
  const { done, failed } = await crowd(world.url, { calls, forMs: minutes * 60_000, callMs })
  clearInterval(sampling)
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  const after = sample()
  process.stdout.write(`${done} calls, ${failed.length} failed\n`)
  for (const [why, times] of Map.groupBy(failed, (each) => each))
    process.stdout.write(`  ${times.length} × ${why}\n`)
  const late = samples.slice(Math.floor(samples.length / 2))
  console.table(
    (['desk', 'node', 'worker'] as const).flatMap((who) =>
      (['megabytes', 'handles'] as const).map((what) => ({
        who,
        what,
        before: rounded(before.use[who][what]),
        most: rounded(Math.max(...samples.map(({ use }) => use[who][what]))),
        after: rounded(after.use[who][what]),
        'growth a minute': rounded(
          slope(
            late.map(({ minute }) => minute),
            late.map(({ use }) => use[who][what]),
          ),
        ),
      })),
    ),
  )
  process.exitCode = failed.length > 0 ? 1 : 0
} finally {
  await world.close()
}
process.exit()

function useOf(pid: number): Use {
  return { megabytes: residentBytes(pid) / 1e6, handles: openHandles(pid) }
}

function mean(all: readonly number[]): number {
  return all.reduce((sum, each) => sum + each, 0) / all.length
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** Of the straight line that lies closest to the points. */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [mean(xs), mean(ys)]
  const over = xs.reduce((sum, each, n) => sum + (each - x) * ((ys[n] ?? y) - y), 0)
  return over / xs.reduce((sum, each) => sum + (each - x) ** 2, 0)
}
