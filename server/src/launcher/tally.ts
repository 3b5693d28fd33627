import { z } from 'zod'

/** What came of tests or checks. */
export interface Tally {
  readonly passed: number
  /** Each failed test by its file and title, with how its message begins; a few lines each. */
  readonly failed: readonly string[]
  /** Each skipped test by its file and title, with its reason if it gave one; one line each. */
  readonly skipped: readonly string[]
}

/** One thing failed that is no test: a set-up, a check, a suite that broke off. */
export const oneFailure = (said: string): Tally => ({ passed: 0, failed: [said], skipped: [] })

/** How many lines of a failure's message are said again at the end. */
const messageLines = 4

/** The part of vitest's JSON report that is counted; tests/reporter.ts adds the reason of a skipped test. */
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
          meta: z.object({ skippedSince: z.string().optional() }).optional(),
        }),
      ),
    }),
  ),
})

/**
 * Counts vitest's JSON report, null when it wrote none; `failing` is whether vitest ended as failed. A file
 * that could not be loaded, and an error outside every test, count as one failed test each: they must not be
 * lost among the passed ones. Files are named relative to `folder`.
 */
export function tallyOf(text: string | null, failing: boolean, folder: string): Tally {
  if (text === null) return oneFailure('Vitest broke off without a report.')
  const { testResults } = report.parse(JSON.parse(text))
  const total = sum(testResults.map((file) => tallyOfFile(file, folder)))
  return failing && total.failed.length === 0
    ? sum([total, oneFailure('Vitest failed outside every test; its output above says where.')])
    : total
}

function tallyOfFile(file: z.infer<typeof report>['testResults'][number], folder: string): Tally {
  const name = file.name.startsWith(`${folder}/`) ? file.name.slice(folder.length + 1) : file.name
  const ended = (status: string) => file.assertionResults.filter((one) => one.status === status)
  const failed = ended('failed').map(({ title, failureMessages }) =>
    beginning(`${name}: ${title}`, failureMessages?.[0]),
  )
  return {
    passed: ended('passed').length,
    failed: failed.length === 0 && file.status === 'failed' ? [beginning(name, file.message)] : failed,
    skipped: file.assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ title, meta }) => oneLine(`${name}: ${title}`, meta?.skippedSince)),
  }
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((count, { passed }) => count + passed, 0),
  failed: tallies.flatMap(({ failed }) => failed),
  skipped: tallies.flatMap(({ skipped }) => skipped),
})

/** `12 passed, 0 failed`: the last line of everything that tests, read by build machines. */
export const sentence = ({ passed, failed }: Tally): string => `${passed} passed, ${failed.length} failed`

const oneLine = (title: string, reason: string | undefined): string =>
  `${title} (${reason?.trim() || 'no reason given'})`.replaceAll(/\s+/g, ' ')

const beginning = (title: string, message: string | undefined): string =>
  [title, ...(message?.trim().split('\n').slice(0, messageLines) ?? [])].join('\n    ')
