import { openBrowser } from '../browser/chromium.ts'
import { openBare } from './bare.ts'
import type { RunningCall, Sample } from './bare.ts'
import { distanceArgs, inWords, sayDistances, setApart } from './distance.ts'
import type { Distance } from './distance.ts'
import { openProduct } from './product.ts'
import { benchArgs, publish, reportOf } from './report.ts'

/*
 * Answer → first picture of the far side, on both screens: two pages in two processes of one browser, 720p
 * from fake cameras, real sockets and one media worker. Three take turns: our media path and the plain conference
 * flow, both on bare pages and the same worker; and the whole product, its real pages with form and all, the answer
 * committed to PostgreSQL before anything is forwarded, on a desk of its own. `--rtt 0,50,150` says how far everybody
 * is from their desk; all three stand behind relays of ours, at every distance.
 */

const flows = ['whole', 'path', 'plain'] as const
type Samples = Readonly<Record<(typeof flows)[number], Sample[]>>

const { n, json } = benchArgs(20)
const distances = distanceArgs()
const browser = await openBrowser()
const bare = await openBare(browser, '127.0.0.2')
const product = await openProduct('127.0.0.3')
const calls: Readonly<Record<(typeof flows)[number], () => Promise<RunningCall>>> = {
  whole: () => product.call(browser),
  path: bare.path,
  plain: bare.plain,
}

/** One call by each flow. */
const round = async (distance: Distance, samples: Samples): Promise<void> => {
  for (const road of [bare.road, ...product.roads]) setApart(road, distance)
  for (const flow of flows) {
    const call = await calls[flow]()
    samples[flow].push(call.sample)
    await call.end()
  }
  const said = flows.map((flow) => `${flow} ${show(samples[flow].at(-1))}`)
  console.log(`${samples.whole.length}/${n}  ${inWords(distance)}:  ${said.join('  ')}`)
}

const show = (sample: Sample | undefined): string =>
  `clerk ${sample?.clerk.toFixed(0)} ms, applicant ${sample?.applicant.toFixed(0)} ms`

const results = new Map<Distance, Samples>(
  distances.map((distance) => [distance, { whole: [], path: [], plain: [] }]),
)
try {
  await sayDistances(distances)
  for (let run = 0; run < n; run += 1)
    for (const [distance, samples] of results) await round(distance, samples)
} finally {
  await browser.close()
  await product.close()
  await bare.close()
}

const ends = ({ clerk, applicant }: Sample): number => Math.max(clerk, applicant)
publish(
  [...results].flatMap(([distance, { whole, path, plain }]) => {
    const measure = (name: string, ours: readonly Sample[], of: (each: Sample) => number) =>
      reportOf(`${name}; ${inWords(distance)}`, 'ms', ours.map(of), {
        'plain conference flow': plain.map(of),
      })
    return [
      measure('answer → first picture, both ends', path, ends),
      measure('answer → first picture, clerk', path, ({ clerk }) => clerk),
      measure('answer → first picture, applicant', path, ({ applicant }) => applicant),
      measure('the same with the whole product', whole, ends),
    ]
  }),
  json,
)
