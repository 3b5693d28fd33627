import { readSettings } from '../settings.ts'
import { ensureBrowser, ensureTurnServer } from './browser.ts'
import { runChecks, staticChecks } from './checks.ts'
import { buildClient } from './client.ts'
import { say, seconds } from './say.ts'
import { runToEnd } from './stop.ts'
import { onlyNamed, runSuite, runWholeSuite, type Suite, suites } from './suites.ts'
import { oneFailure, ofSuite, sentence, sum, type Tally } from './tally.ts'
import { obtainWorker } from './worker/obtain.ts'

const startedAt = Date.now()

/** Gets what the wanted suites need; `pure` needs nothing. Returns their environment. */
async function prepare(runs: (name: Suite) => boolean): Promise<NodeJS.ProcessEnv> {
  const shows = runs('browser') || runs('long')
  if (shows) {
    await ensureBrowser()
    await ensureTurnServer()
  }
  if (!runs('serving') && !shows) return process.env
  const { media } = readSettings(process.env)
  const workerBin = await obtainWorker(media.workerBin)
  if (shows) await buildClient()
  return { ...process.env, MEDIASOUP_WORKER_BIN: workerBin }
}

/** The files wanted of a suite: `serving/call` narrows, the suite's bare name does not. */
const filtersOf = (suite: Suite, wanted: readonly string[]): string[] =>
  wanted.includes(suite) ? [] : wanted.filter((word) => word.startsWith(`${suite}/`))

/**
 * `npm test`: set-up, checks, all suites but those that run only when named. `npm test -- pure serving/call` runs only what is named: a suite,
 * files in it, or `check`. The last line is the count, the lines before it tell what was skipped, what passed
 * only when it was run again, and, once more, what failed: the end of a long output is what is kept of it. A
 * failed set-up counts as one failed test.
 */
await runToEnd(async ({ stop }) => {
  const wanted = process.argv.slice(2)
  const names = wanted.map((word) => word.split('/')[0] ?? '')
  const unknown = names.find((name) => name !== 'check' && !suites.some((suite) => suite === name))
  if (unknown !== undefined)
    throw new Error(`There is no suite "${unknown}"; there are: check, ${suites.join(', ')}.`)
  const runs = (name: string) =>
    names.includes(name) || (wanted.length === 0 && !onlyNamed.some((suite) => suite === name))

  const tallies: Tally[] = []
  try {
    const env = await prepare(runs)
    stop.throwIfAborted()
    if (runs('check')) tallies.push(await runChecks(staticChecks, stop))
    for (const suite of suites.filter(runs)) {
      tallies.push(
        ofSuite(
          await (wanted.length === 0
            ? runWholeSuite(suite, env)
            : runSuite(suite, filtersOf(suite, wanted), env)),
        ),
      )
      stop.throwIfAborted()
    }
  } catch (error) {
    if (stop.aborted) throw error
    tallies.push(oneFailure(error instanceof Error ? error.message : String(error)))
  }
  const total = sum(tallies)
  say('tests', `all done (${seconds(startedAt)})`)
  for (const skipped of total.skipped) say('skipped', skipped)
  for (const unsteady of total.unsteady) say('unsteady', unsteady)
  for (const failed of total.failed) say('failed', failed)
  console.log(sentence(total))
  return total.failed.length === 0 ? 0 : 1
})
