import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import type { Tally } from './checks.ts'
import { run } from './command.ts'
import { checkout } from './place.ts'
import { say, seconds } from './say.ts'

/** The folders of tests, in the order in which they run: the quickest first. */
export const suites = ['pure', 'serving', 'browser'] as const
export type Suite = (typeof suites)[number]

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/**
 * Runs one suite, shown as it goes; `filters` name files in it. A file that could not be loaded, and an
 * error outside every test, count as one failed test each: they must not be lost among the passed ones.
 */
export async function runSuite(
  suite: Suite,
  filters: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Tally> {
  const startedAt = Date.now()
  say('tests', suite)
  const room = await mkdtemp(path.join(tmpdir(), 'farwindow-report-'))
  const file = path.join(room, 'report.json')
  const args = [
    'run',
    '--project',
    suite,
    ...filters,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${file}`,
  ]
  const vitest = path.join(checkout, 'tests/node_modules/.bin/vitest')
  const { code } = await run(vitest, args, { cwd: path.join(checkout, 'tests'), env, shown: true })
  const tally = await count(file, code !== 0)
  await rm(room, { recursive: true, force: true })
  say('tests', `${suite}: ${sentence(tally)} (${seconds(startedAt)})`)
  return tally
}

async function count(file: string, failing: boolean): Promise<Tally> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return { passed: 0, failed: 1, skipped: 0 }
  const result = report.parse(JSON.parse(text))
  const unloaded = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  )
  const failed = result.numFailedTests + unloaded.length
  return {
    passed: result.numPassedTests,
    failed: failing ? Math.max(1, failed) : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  }
}

/** `12 passed, 0 failed`, and the skipped ones if there are any. */
export const sentence = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
