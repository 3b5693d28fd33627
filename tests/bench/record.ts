import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { valueOf } from '../pure/outcome.ts'
import { benchArgs, publish, reportOf, spread } from './report.ts'
import { openLoad } from './sfu/load.ts'
import { startOurs } from './sfu/servers.ts'

/*
 * What recording a call costs a media node: processor time of the node and its media worker, in per cent of one core
 * for each call, while `--calls` calls of two cameras and two microphones run. The same calls take turns: so long
 * recorded, so long not. The first turns do not count: a node in service has its code compiled. Streams are synthetic
 * (Opus, VP8), peers real (ICE, DTLS, SRTP); browsers beside the node would take its caches and its cores from it.
 */

const { n, json } = benchArgs(20)
const { values: flags } = parseArgs({
  options: { calls: { type: 'string' } },
  allowPositionals: true,
  strict: false,
})
const calls = Number(flags.calls ?? 5)
/** A camera of 720p as a browser sends it in a call of two. */
const kbit = 1_200
const turnMs = 5_000
const settleMs = 1_500
const warmUps = 3

const ours = await startOurs()
const load = openLoad(ours.host, kbit)

/** Per cent of a core for each call. */
interface Cost {
  readonly own: number
  readonly worker: number
}
const all = ({ own, worker }: Cost): number => own + worker
const used = (): Cost => ({ own: ours.used() - ours.worker(), worker: ours.worker() })
/** Over one turn. */
const turn = async (): Promise<Cost> => {
  await sleep(settleMs)
  const [from, since] = [used(), performance.now()]
  await sleep(turnMs)
  const [to, share] = [used(), 100 / (1_000 * (performance.now() - since)) / calls]
  return { own: share * (to.own - from.own), worker: share * (to.worker - from.worker) }
}

const key = (): string => randomBytes(32).toString('base64')
const recordAll = async (run: number): Promise<readonly string[]> => {
  const ids = load.calls.map((_, call) => `run-${run + warmUps}-${call}`)
  await Promise.all(
    load.calls.map(async (peerIds, call) =>
      valueOf(await ours.host.record({ recordingId: ids[call] ?? '', peerIds, key: key() })),
    ),
  )
  return ids
}
/** Bytes that reached the disk. */
const stopAll = async (recordingIds: readonly string[]): Promise<number> => {
  const stopped = await Promise.all(
    recordingIds.map(async (recordingId) => valueOf(await ours.host.stopRecording({ recordingId }))),
  )
  const segments = stopped.flatMap(({ parts }) => parts).flatMap((part) => part.segments)
  return segments.reduce((sum, { bytes }) => sum + bytes, 0)
}

const recorded: Cost[] = []
const plain: Cost[] = []
const asText = ({ own, worker }: Cost): string => `${own.toFixed(2)} + ${worker.toFixed(2)} %`
try {
  await load.add(calls)
  load.flow(true)
  for (let run = -warmUps; run < n; run += 1) {
    const without = await turn()
    const ids = await recordAll(run)
    const { sent } = load.count()
    const withIt = await turn()
    const packets = (load.count().sent - sent) / calls / ((settleMs + turnMs) / 1_000)
    const bytes = await stopAll(ids)
    process.stdout.write(
      `${run < 0 ? 'warming up' : `${run + 1}/${n}`}  a call, node + worker: not recorded ${asText(without)}, ` +
        `recorded ${asText(withIt)}; ${packets.toFixed(0)} packets a second, ${(bytes / 1e6).toFixed(1)} MB in all, ` +
        `load ${loadavg()[0]?.toFixed(1)}\n`,
    )
    if (run < 0) continue
    plain.push(without)
    recorded.push(withIt)
  }
} finally {
  load.close()
  await ours.close()
}

const added = (of: (cost: Cost) => number): readonly number[] =>
  recorded.map((each, run) => of(each) - of(plain[run] ?? { own: 0, worker: 0 }))
const [own, worker] = [spread(added((cost) => cost.own)), spread(added((cost) => cost.worker))]
process.stdout.write(
  `of what recording adds: ${own.p50} % in the node (p95 ${own.p95} %), ${worker.p50} % in its worker (p95 ${worker.p95} %)\n`,
)
publish(
  [
    reportOf('what recording adds to a call', '% of a core', added(all), {
      'the same call, not recorded': plain.map(all),
    }),
  ],
  json,
)
process.exit()
