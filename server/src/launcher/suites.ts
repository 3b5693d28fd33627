import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { run } from './command.ts'
import { checkout } from './place.ts'
import { say, seconds } from './say.ts'
import { ofSuite, sentence, type SuiteTally, tallyOf, withSecondLook, worthASecondLook } from './tally.ts'

/** The folders of tests, in the order in which they run: the quickest first. */
export const suites = ['pure', 'serving', 'browser', 'long'] as const
export type Suite = (typeof suites)[number]

/** Takes minutes a file, and a machine that does nothing else: runs only when it is named. */
export const onlyNamed: readonly Suite[] = ['long']

const folder = path.join(checkout, 'tests')

/** Runs one suite, shown as it goes; `filters` name files in it. */
export async function runSuite(
  suite: Suite,
  filters: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<SuiteTally> {
  const startedAt = Date.now()
  say('tests', suite)
  const room = await mkdtemp(path.join(tmpdir(), 'farwindow-report-'))
  const file = path.join(room, 'report.json')
  const errors = path.join(room, 'errors.json')
  const args = [
    'run',
    '--project',
    suite,
    ...filters,
    '--reporter=default',
    '--reporter=json',
    `--reporter=${path.join(folder, 'reporter.ts')}`,
    `--outputFile=${file}`,
  ]
  const vitest = path.join(folder, 'node_modules/.bin/vitest')
  const { code } = await run(vitest, args, {
    cwd: folder,
    env: { ...env, VITEST_ERRORS_FILE: errors },
    shown: true,
  })
  const outside = z.array(z.string()).parse(JSON.parse(await readFile(errors, 'utf8').catch(() => '[]')))
  const tally = tallyOf(await readFile(file, 'utf8').catch(() => null), code !== 0, folder, outside)
  await rm(room, { recursive: true, force: true })
  say('tests', `${suite}: ${sentence(ofSuite(tally))} (${seconds(startedAt)})`)
  return tally
}

/**
 * Runs a whole suite, and the files that failed once more, by themselves, when they are few: what a busy machine
 * lets fail once in hundreds of runs is named as unsteady and stops nobody's work. What is pure has no such excuse.
 */
export async function runWholeSuite(suite: Suite, env: NodeJS.ProcessEnv): Promise<SuiteTally> {
  const first = await runSuite(suite, [], env)
  const files = suite === 'pure' ? [] : worthASecondLook(first)
  return files.length === 0 ? first : withSecondLook(first, await runSuite(suite, files, env))
}
