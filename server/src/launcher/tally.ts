import { z } from 'zod'

/** What came of tests or checks. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  /** Each skipped test by its file and title, with its reason if it gave one; one line each. */
  readonly skipped: readonly string[]
}

/** What a failed set-up counts as. */
export const oneFailure: Tally = { passed: 0, failed: 1, skipped: [] }

/** The part of vitest's JSON report that is counted; tests/reporter.ts adds the reason of a skipped test. */
const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          title: z.string(),
          status: z.string(),
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
  if (text === null) return oneFailure
  const { testResults } = report.parse(JSON.parse(text))
  const tally = testResults.map((file): Tally => {
    const having = (status: string) => file.assertionResults.filter((one) => one.status === status).length
    const name = file.name.startsWith(`${folder}/`) ? file.name.slice(folder.length + 1) : file.name
    return {
      passed: having('passed'),
      failed: Math.max(having('failed'), file.status === 'failed' ? 1 : 0),
      skipped: file.assertionResults
        .filter(({ status }) => status !== 'passed' && status !== 'failed')
        .map(({ title, meta }) => oneLine(`${name}: ${title}`, meta?.skippedSince)),
    }
  })
  const total = sum(tally)
  return failing && total.failed === 0 ? { ...total, failed: 1 } : total
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((count, { passed }) => count + passed, 0),
  failed: tallies.reduce((count, { failed }) => count + failed, 0),
  skipped: tallies.flatMap(({ skipped }) => skipped),
})

/** `12 passed, 0 failed`: the last line of everything that tests, read by build machines. */
export const sentence = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`

const oneLine = (title: string, reason: string | undefined): string =>
  `${title} (${reason?.trim() || 'no reason given'})`.replaceAll(/\s+/g, ' ')
