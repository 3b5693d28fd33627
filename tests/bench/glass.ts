import os from 'node:os'
import nodePath from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openBrowser } from '../browser/chromium.ts'
import { openBare } from './bare.ts'
import { distanceArgs, inWords, sayDistances, setApart } from './distance.ts'
import type { Distance } from './distance.ts'
import { openFloor } from './floor.ts'
import { bundle } from './page/bundle.ts'
import type { Seen } from './page/glass.ts'
import { openProduct } from './product.ts'
import { benchArgs, publish, quantile, reportOf } from './report.ts'

/*
 * From glass to glass and from mouth to ear: in place of its camera each page sends a picture that says when it was
 * drawn, read by the other page when it is shown; in place of the microphone a click each second, found where the
 * other page hands its sound to the sound card. Camera, screen and sound card of a real machine come on top. Both ways
 * count. By turns: the whole product, our media path and the plain conference flow on bare pages, and as the floor two
 * pages with nothing between them, at no distance. `--n` is the number of calls each, `--rtt 0,50` the distances. Two
 * browsers that encode and decode 720p without a graphics processor fill two cores, and then it is the queue that is
 * measured: the picture is 640×360 unless `--height 720` is asked for.
 */

const settleMs = 4_000
const watchMs = 6_000
/** Above this share of the processor everything waits for it (figures are worth less). */
const tooBusy = 0.8
/** A click that takes longer than this could be the next one. */
const mostEarMs = 1_000

const flows = ['whole', 'path', 'plain', 'floor'] as const
type Flow = (typeof flows)[number]
interface Samples {
  readonly glass: number[]
  readonly ear: number[]
}

const { n, json } = benchArgs(5)
const { values } = parseArgs({
  options: { height: { type: 'string', default: '360' } },
  allowPositionals: true,
  strict: false,
})
const height = Number(values.height)
if (![180, 360, 540, 720].includes(height)) throw new Error('--height wants 180, 360, 540 or 720')
const distances = distanceArgs()
// Two pages of one machine find each other by their addresses, not by names announced in a network.
const browser = await openBrowser(['--disable-features=WebRtcHideLocalIpsWithMdns'])
const bare = await openBare(browser, '127.0.0.2')
const product = await openProduct('127.0.0.3')
const floor = await openFloor()
const script = await bundle(nodePath.resolve(import.meta.dirname, 'page/glass.ts'))
const prepare = (page: Page): Promise<unknown> =>
  page.addInitScript({ content: `window.cameraHeight = ${height};{${script}}` })

interface Call {
  /** Each page with the selector of its far picture. */
  readonly sides: readonly (readonly [Page, string])[]
  end(): Promise<void>
}
const open: Readonly<Record<Flow, () => Promise<Call>>> = {
  whole: async () => {
    const { clerk, applicant, end } = await product.call(browser, prepare)
    return {
      sides: [
        [clerk, 'video[aria-label="申请人的画面"]'],
        [applicant, 'video[aria-label="窗口人员的画面"]'],
      ],
      end,
    }
  },
  path: async () => onBare(await bare.path(prepare)),
  plain: async () => onBare(await bare.plain(prepare)),
  floor: async () => {
    const { pages, end } = await floor.call(browser, prepare)
    return { sides: pages.map((page) => [page, '#far'] as const), end }
  },
}
const onBare = ({ clerk, applicant, end }: Awaited<ReturnType<typeof bare.path>>): Call => ({
  sides: [
    [clerk, '#far'],
    [applicant, '#far'],
  ],
  end,
})

interface Ticks {
  readonly idle: number
  readonly all: number
}
const ticks = (): Ticks => {
  const times = os.cpus().map((cpu) => cpu.times)
  const sum = (of: (each: (typeof times)[number]) => number): number =>
    times.reduce((total, each) => total + of(each), 0)
  return {
    idle: sum(({ idle }) => idle),
    all: sum(({ user, nice, sys, idle, irq }) => user + nice + sys + idle + irq),
  }
}
/** The share of the processor that was used since, 0 to 1. */
const usedSince = (before: Ticks): number => {
  const { idle, all } = ticks()
  return 1 - (idle - before.idle) / (all - before.all)
}

/** From each click that was heard to the last one that was said before. */
const earMs = (heard: readonly number[], said: readonly number[]): number[] =>
  heard.flatMap((at) => {
    const taken = at - Math.max(...said.filter((each) => each <= at))
    return taken < mostEarMs ? [taken] : []
  })

let [measured, busyCalls] = [0, 0]
const measure = async (flow: Flow, { glass, ear }: Samples): Promise<string> => {
  const call = await open[flow]()
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  const before = ticks()
  const [one, other] = await Promise.all(
    call.sides.map(([page, far]) =>
      page.evaluate(([name, forMs]) => window.glass.watch(name, forMs), [far, watchMs] as const),
    ),
  )
  const busy = usedSince(before)
  await call.end()
  measured += 1
  if (busy > tooBusy) busyCalls += 1
  if (one === undefined || other === undefined) throw new Error('a call has two sides')
  const pictures: Seen[] = [one, other]
  const shown = pictures.flatMap(({ glassMs }) => glassMs)
  const heard = [...earMs(one.heard, other.said), ...earMs(other.heard, one.said)]
  glass.push(...shown)
  ear.push(...heard)
  const rates = pictures.map(
    (each) => `${each.width} px at ${((each.pictures * 1_000) / watchMs).toFixed(0)}/s`,
  )
  return (
    `${flow.padEnd(5)} glass ${quantile(shown, 0.5).toFixed(0)} ms (${shown.length}), ear ${quantile(heard, 0.5).toFixed(0)} ms ` +
    `(${heard.length}), ${rates.join(' and ')}, processor ${(busy * 100).toFixed(0)} %`
  )
}

const none = (): Samples => ({ glass: [], ear: [] })
const results = new Map<Distance, Readonly<Record<Flow, Samples>>>(
  distances.map((distance) => [distance, { whole: none(), path: none(), plain: none(), floor: none() }]),
)
try {
  await sayDistances(distances)
  for (let run = 0; run < n; run += 1)
    for (const [distance, samples] of results) {
      for (const road of [bare.road, ...product.roads]) setApart(road, distance)
      for (const flow of flows) {
        // There is no relay between those two.
        if (flow === 'floor' && distance.rttMs > 0) continue
        console.log(`${run + 1}/${n}  ${inWords(distance)}:  ${await measure(flow, samples[flow])}`)
      }
    }
} finally {
  await browser.close()
  await product.close()
  await bare.close()
  await floor.close()
}

console.log(
  `${busyCalls} of ${measured} calls had the processor above ${tooBusy * 100} %; they count like the others`,
)
publish(
  [...results].flatMap(([distance, { whole, path, plain, floor: bottom }]) => {
    const at = inWords(distance)
    const reports = (name: string, of: (each: Samples) => readonly number[]) => [
      reportOf(`${name}, whole product; ${at}`, 'ms', of(whole), { 'plain conference flow': of(plain) }),
      reportOf(`${name}, bare pages; ${at}`, 'ms', of(path), { 'plain conference flow': of(plain) }),
      ...(of(bottom).length === 0
        ? []
        : [reportOf(`${name}, floor: no media host, no relay`, 'ms', of(bottom), {})]),
    ]
    return [...reports('glass to glass', ({ glass }) => glass), ...reports('mouth to ear', ({ ear }) => ear)]
  }),
  json,
)
