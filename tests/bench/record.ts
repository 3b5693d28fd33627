import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
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
 * turns: so long recorded, so long not.
 */

const turnMs = 8_000
const settleMs = 1_500
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
const used = (worker: number): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + usedBy(worker)
}
/** Per cent of a core over one turn. */
const turn = async (worker: number): Promise<number> => {
  await sleep(settleMs)
  const [from, since] = [used(worker), performance.now()]
  await sleep(turnMs)
  return (100 * (used(worker) - from)) / (performance.now() - since)
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

const recorded: number[] = []
const plain: number[] = []
try {
  await openCall()
  const { holding, workers } = await host.inventory()
  const worker = workers[0]?.pid ?? 0
  for (let run = 0; run < n; run += 1) {
    plain.push(await turn(worker))
    const recordingId = `run-${run}`
    const peerIds = holding.map(({ peerId }) => peerId)
    valueOf(await host.record({ recordingId, peerIds, key: randomBytes(32).toString('base64') }))
    recorded.push(await turn(worker))
    const { parts } = valueOf(await host.stopRecording({ recordingId }))
    const bytes = parts.flatMap(({ segments }) => segments).reduce((sum, each) => sum + each.bytes, 0)
    console.log(
      `${run + 1}/${n}  not recorded ${plain.at(-1)?.toFixed(1)} %, recorded ${recorded.at(-1)?.toFixed(1)} %, ` +
        `${(bytes / 1e6).toFixed(1)} MB`,
    )
  }
} finally {
  await browser.close()
  await site.close()
  await host.close()
  await rm(root, { recursive: true, force: true })
}

const added = spread(recorded.map((each, run) => each - (plain[run] ?? 0)))
console.log(`recording adds ${added.p50} % of a core to a call (p95 ${added.p95} %)`)
publish(
  [reportOf('a call on the media node', '% of a core', recorded, { 'the same call, not recorded': plain })],
  json,
)
