import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openLoad } from './sfu/load.ts'
import type { Load } from './sfu/load.ts'
import { startBare, startOurs } from './sfu/servers.ts'
import type { Measured } from './sfu/servers.ts'
import { benchArgs, publish, reportOf } from './report.ts'
import type { Report } from './report.ts'

/*
 * What forwarding costs: processor time of our media node (its process and its worker) for each packet that arrives
 * at the other side, beside bare mediasoup with the same streams, in turns: ours, defaults, best. Then, with
 * `--capacity`, how many calls of two one core of the worker carries. Streams are synthetic (Opus, VP8), peers real
 * (ICE, DTLS, SRTP), the generator is this process.
 */

const { n, json } = benchArgs(30)
const { values: flags } = parseArgs({
  options: { calls: { type: 'string' }, capacity: { type: 'boolean' } },
  allowPositionals: true,
  strict: false,
})
const calls = Number(flags.calls ?? 20)
const kbit = 300
const turnMs = 2_000
const settleMs = 500

interface Runner {
  readonly server: Measured
  readonly load: Load
  readonly costs: number[]
}
const runner = (server: Measured): Runner => ({ server, load: openLoad(server.host, kbit), costs: [] })

/** Lets one of them work for a turn: µs of processor time for each packet that arrived. */
const turn = async ({ server, load }: Runner): Promise<number> => {
  load.flow(true)
  await sleep(settleMs)
  const [used, { arrived }] = [server.used(), load.count()]
  await sleep(turnMs)
  const cost = (server.used() - used) / (load.count().arrived - arrived)
  load.flow(false)
  return cost
}

interface Rung {
  readonly calls: number
  readonly core: number
  readonly lost: number
  readonly generator: number
}
const [fullCore, mostLost, step, holdMs] = [0.8, 0.001, 10, 3_000]

const hold = async ({ server, load }: Runner, at: number): Promise<Rung> => {
  load.flow(true)
  await sleep(settleMs)
  const [worker, own, before, since] = [server.worker(), process.cpuUsage(), load.count(), performance.now()]
  await sleep(holdMs)
  const us = 1_000 * (performance.now() - since)
  const { user, system } = process.cpuUsage(own)
  const after = load.count()
  load.flow(false)
  return {
    calls: at,
    core: (server.worker() - worker) / us,
    lost: (after.lost - before.lost) / Math.max(1, after.sent - before.sent),
    generator: (user + system) / us,
  }
}

/** More and more calls, until the worker is full, loses packets, or this process cannot send more. */
const climb = async (name: string, one: Runner): Promise<number> => {
  let best: Rung | null = null
  for (let at = calls; ; at += step) {
    const rung = await hold(one, at)
    process.stdout.write(
      `${name}: ${rung.calls} calls, worker ${percent(rung.core)}, lost ${percent(rung.lost)}, generator ${percent(rung.generator)}\n`,
    )
    if (rung.lost > mostLost) break
    best = rung
    if (rung.core >= fullCore || rung.generator > 0.85) break
    await one.load.add(step)
  }
  return best === null ? 0 : (best.calls / best.core) * fullCore
}
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`

const ours = runner(await startOurs())
const defaults = runner(await startBare('defaults'))
const best = runner(await startBare('best'))
const all = { farwindow: ours, 'mediasoup, defaults': defaults, 'mediasoup, best': best }
const reports: Report[] = []
try {
  for (const one of Object.values(all)) await one.load.add(calls)
  for (const one of Object.values(all)) await turn(one)
  for (let run = 0; run < n; run += 1) {
    // Whoever begins is another one each time.
    const order = Object.values(all)
    for (let at = 0; at < order.length; at += 1) {
      const one = order[(run + at) % order.length]
      one?.costs.push(await turn(one))
    }
  }
  const others = { 'mediasoup, defaults': defaults.costs, 'mediasoup, best': best.costs }
  reports.push(reportOf('sfu', 'µs per packet', ours.costs, others))
  if (flags.capacity === true) {
    const carried: Record<string, number> = {}
    for (const [name, one] of Object.entries(all)) carried[name] = await climb(name, one)
    reports.push(
      reportOf('sfu, capacity', 'calls at 80 % of a core', [carried['farwindow'] ?? 0], {
        'mediasoup, best': [carried['mediasoup, best'] ?? 0],
        'mediasoup, defaults': [carried['mediasoup, defaults'] ?? 0],
      }),
    )
  }
} finally {
  for (const { load, server } of Object.values(all)) {
    load.close()
    await server.close()
  }
}
publish(reports, json)
process.exit()
