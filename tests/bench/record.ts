import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSfu } from '@farwindow/server/call/sfu/host.ts'
import { openBrowser } from '../browser/chromium.ts'
import { valueOf } from '../pure/outcome.ts'
import { openLine } from './page/line.ts'
import { openSite } from './page/site.ts'
import { benchArgs, publish, reportOf, spread } from './report.ts'

/*
 * What recording a call costs a media node: processor time of this process and its media worker, in per cent of one
 * core, while one call of two 720p cameras and two microphones runs between two real pages. The same call takes
 * turns: so long recorded, so long not. The first turns do not count: a node in service has its code compiled.
 */

const turnMs = 8_000
const settleMs = 1_500
const warmUps = 3
/** Linux counts processor time in hundredths of a second. */
const tickMs = 10

const { n, json } = benchArgs(10)
const workerBin = process.env['MEDIASOUP_WORKER_BIN']
const root = await mkdtemp(path.join(tmpdir(), 'fw-bench-'))
const host = await openSfu({
  listen: [{ ip: '127.0.0.1' }],
  basePort: 0,
  workers: 1,
  recordings: root,
  ...(workerBin === undefined ? {} : { workerBin }),
})
const site = await openSite({ ours: path.resolve(import.meta.dirname, 'page/caller.ts') })
const exchange = openLine(site.sockets.of('/ours'), host)
const browser = await openBrowser()

/** Processor time another process has used so far, ms. */
const usedBy = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return tickMs * (Number(fields[11]) + Number(fields[12]))
}
/** Per cent of a core. */
interface Cost {
  readonly own: number
  readonly worker: number
}
const all = ({ own, worker }: Cost): number => own + worker
const used = (worker: number): Cost => {
  const { user, system } = process.cpuUsage()
  return { own: (user + system) / 1000, worker: usedBy(worker) }
}
/** Over one turn. */
const turn = async (worker: number): Promise<Cost> => {
  await sleep(settleMs)
  const [from, since] = [used(worker), performance.now()]
  await sleep(turnMs)
  const [to, share] = [used(worker), 100 / (performance.now() - since)]
  return { own: share * (to.own - from.own), worker: share * (to.worker - from.worker) }
}

const openCall = async (): Promise<void> => {
  const names = ['clerk', 'applicant'] as const
  const pages = await Promise.all(
    names.map(async (session) => {
      const page = await (await browser.newContext()).newPage()
      await page.goto(`${site.origin}/ours?session=${session}`)
      await page.evaluate(async () => (await window.caller).until({ connected: 'both' }))
      return page
    }),
  )
  await exchange.warm('call', ...names)
  await exchange.answer('call')
  await Promise.all(pages.map((page) => page.evaluate(async () => (await window.caller).moving(30))))
}

const recorded: Cost[] = []
const plain: Cost[] = []
const asText = ({ own, worker }: Cost): string => `${own.toFixed(1)} + ${worker.toFixed(1)} %`
const load = (): string => loadavg()[0]?.toFixed(1) ?? ''
try {
  await openCall()
  const { holding, workers } = await host.inventory()
  const worker = workers[0]?.pid ?? 0
  for (let run = -warmUps; run < n; run += 1) {
    const without = await turn(worker)
    const recordingId = `run-${run + warmUps}`
    const peerIds = holding.map(({ peerId }) => peerId)
    valueOf(await host.record({ recordingId, peerIds, key: randomBytes(32).toString('base64') }))
    const withIt = await turn(worker)
    const { parts } = valueOf(await host.stopRecording({ recordingId }))
    const bytes = parts.flatMap(({ segments }) => segments).reduce((sum, each) => sum + each.bytes, 0)
    console.log(
      `${run < 0 ? 'warming up' : `${run + 1}/${n}`}  node + worker: not recorded ${asText(without)}, ` +
        `recorded ${asText(withIt)}, ${(bytes / 1e6).toFixed(1)} MB, load ${load()}`,
    )
    if (run < 0) continue
    plain.push(without)
    recorded.push(withIt)
  }
} finally {
  await browser.close()
  await site.close()
  await host.close()
  await rm(root, { recursive: true, force: true })
}

const added = (of: (cost: Cost) => number) =>
  spread(recorded.map((each, run) => of(each) - of(plain[run] ?? { own: 0, worker: 0 })))
const [total, own, worker] = [added(all), added((cost) => cost.own), added((cost) => cost.worker)]
console.log(
  `recording adds ${total.p50} % of a core to a call (p95 ${total.p95} %): ` +
    `${own.p50} % in the node (p95 ${own.p95} %), ${worker.p50} % in its worker (p95 ${worker.p95} %)`,
)
publish(
  [
    reportOf('a call on the media node', '% of a core', recorded.map(all), {
      'the same call, not recorded': plain.map(all),
    }),
  ],
  json,
)
