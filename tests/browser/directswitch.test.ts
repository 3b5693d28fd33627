import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../serving/programs.ts'
import { gaps, openDirectCall } from './directcall.ts'
import type { DirectCall } from './directcall.ts'
import { inCall } from './people.ts'

/** The figures of the run, for whoever reads its output. */
const print = (line: string): void => void process.stdout.write(`${line}\n`)

describe('a call that changes its way', () => {
  let call: DirectCall
  let node: Program
  beforeAll(async () => {
    call = await openDirectCall(async (programs) => {
      node = await programs.node('first')
    })
  })
  afterAll(() => call.close())

  test('DIRECT-10: over a media node nothing of the direct way is fetched, and nothing is said of it', async () => {
    await call.bothSeeAndHear()
    await call.saysNotRecorded('hidden')
    for (const page of [call.applicant, call.clerk]) {
      const names = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name),
      )
      expect(names.filter((name) => name.includes('simplepeer'))).toEqual([])
    }
  })

  test('DIRECT-7: the last media node dies: the call goes on directly, and both read that it is not recorded', async () => {
    const seen = await call.during(async () => {
      await node.kill()
      await call.saysNotRecorded('visible')
      await call.bothSeeAndHear()
    })
    print(`last media node killed: longest gaps ${gaps(seen)}`)
    await inCall(call.applicant, call.clerk)
  })

  test('DIRECT-6: a media node comes: the call moves to it, and nobody sees it move', async () => {
    const { applicant, clerk, programs } = call
    const calm = await call.during(() => new Promise((resolve) => setTimeout(resolve, 3_000)))
    const seen = await call.during(async () => {
      await programs.node('second')
      await call.saysNotRecorded('hidden')
      await call.bothSeeAndHear()
    })
    print(`direct to media node: longest gaps ${gaps(seen)} (in 3 s before: ${gaps(calm)})`)
    // On a busy machine pictures are late without any change.
    for (const [n, { longestGapMs }] of seen.entries())
      expect(longestGapMs).toBeLessThan(Math.max(1_000, 2 * (calm[n]?.longestGapMs ?? 0)))
    await inCall(applicant, clerk)
  })
}, 90_000)
