import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { framesOf, watch } from '../browser/moving.ts'
import { benchArgs, publish, reportOf } from './report.ts'
import { openStand } from './stand.ts'
import type { Stand } from './stand.ts'

/*
 * What each end sees of a fault: the longest time between two pictures of the other side, from the fault until both
 * pictures move again. One call between two browsers on real processes, each person with a network of their own; the
 * faults follow one another in it, or one is repeated: `--fault signalling`, by the beginning of its name. There is no opponent here: the products it would be compared with publish none of these.
 */

const { n, json } = benchArgs(5)
const { values } = parseArgs({
  options: { fault: { type: 'string' } },
  allowPositionals: true,
  strict: false,
})
const far = { applicant: '窗口人员的画面', clerk: '申请人的画面' }
/** As long as the picture of a call may be away before it counts as lost. */
const givenUpMs = 90_000
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Each is over when it resolves; what comes after is recovery. */
const faults: Readonly<Record<string, (stand: Stand) => Promise<void>>> = {
  'signalling lost for 3 s': async ({ applicant }) => {
    applicant.line.cut()
    await pause(3_000)
    applicant.line.heal()
  },
  'network path changed': async ({ applicant }) => {
    applicant.media.rebind()
    applicant.line.rebind()
  },
  'media worker killed': (stand) => stand.killWorker(),
  'media node killed': (stand) => stand.killNode(),
  'desk killed': (stand) => stand.killDesk(),
  '20 s at 15 kbit/s uplink': async ({ applicant }) => {
    for (const road of [applicant.media, applicant.line]) road.weather({ kbit: 15 }, 'up')
    await pause(20_000)
    for (const road of [applicant.media, applicant.line]) road.weather({ kbit: Infinity }, 'up')
  },
}

/** All of them, or those that were asked for. */
const wanted = Object.entries(faults).filter(([name]) => name.startsWith(String(values.fault ?? '')))
if (wanted.length === 0) throw new Error(`--fault wants one of: ${Object.keys(faults).join(', ')}`)

/** A second with so many pictures of the other side is one in which it moves: half of what the smallest picture has. */
const fewestFrames = 8

/** None where there is no such picture, or one just takes the place of another. */
const framesInASecond = async (page: Page, label: string): Promise<number> => {
  const before = await framesOf(page, label)
  await pause(1_000)
  return (await framesOf(page, label)) - before
}

/** Whether each sees the other move; one's own picture goes on whatever happens. */
const moves = async ({ applicant, clerk }: Stand): Promise<boolean> => {
  const counts = await Promise.all([
    framesInASecond(applicant.page, far.applicant).catch(() => 0),
    framesInASecond(clerk.page, far.clerk).catch(() => 0),
  ])
  return counts.every((frames) => frames >= fewestFrames)
}
const recovered = async (stand: Stand): Promise<void> => {
  const until = Date.now() + givenUpMs
  // Killed or cut is not noticed at once.
  await pause(2_000)
  while (!(await moves(stand))) if (Date.now() > until) throw new Error('a picture did not come back')
}

const stand = await openStand()
const gaps = new Map<string, { readonly applicant: number[]; readonly clerk: number[] }>()
try {
  await recovered(stand)
  for (let round = 0; round < n; round += 1)
    for (const [name, fault] of wanted) {
      const looks = await Promise.all([
        watch(stand.applicant.page, far.applicant),
        watch(stand.clerk.page, far.clerk),
      ])
      await fault(stand)
      await recovered(stand)
      const [applicant, clerk] = await Promise.all(looks.map((look) => look()))
      const known = gaps.get(name) ?? { applicant: [], clerk: [] }
      gaps.set(name, known)
      known.applicant.push(applicant?.longestGapMs ?? Number.NaN)
      known.clerk.push(clerk?.longestGapMs ?? Number.NaN)
      console.log(
        `${round + 1}/${n}  ${name}: applicant ${known.applicant.at(-1)?.toFixed(0)} ms, clerk ${known.clerk.at(-1)?.toFixed(0)} ms`,
      )
    }
} finally {
  await stand.close()
}

publish(
  [...gaps].flatMap(([name, { applicant, clerk }]) => [
    reportOf(`${name}: longest gap at the applicant`, 'ms', applicant, {}),
    reportOf(`${name}: longest gap at the clerk`, 'ms', clerk, {}),
  ]),
  json,
)
