import { z } from 'zod'

/** What came of tests or checks. */
export interface Tally {
  readonly passed: number
  /** Each failed test by its file and title, with how its message begins; a few lines each. */
  readonly failed: readonly string[]
  /** Each skipped test by its file and title, with its reason if it gave one; one line each. */
  readonly skipped: readonly string[]
  /** Each test that failed once and passed when its file was run again; like `failed`. */
  readonly unsteady: readonly string[]
}

/** What came of one file of tests. */
export interface FileTally extends Tally {
  readonly file: string
}

/** What came of a suite: of its files, and what failed outside all of them. */
export interface SuiteTally {
  readonly files: readonly FileTally[]
  readonly outside: Tally
}

const nothing: Tally = { passed: 0, failed: [], skipped: [], unsteady: [] }

/** One thing failed that is no test: a set-up, a check, a suite that broke off. */
export const oneFailure = (said: string): Tally => ({ ...nothing, failed: [said] })

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
 * lost among the passed ones. `outside` are the errors of no test, which the report leaves out. Files are named
 * relative to `folder`.
 */
export function tallyOf(
  text: string | null,
  failing: boolean,
  folder: string,
  outside: readonly string[] = [],
): SuiteTally {
  if (text === null) return { files: [], outside: oneFailure('Vitest broke off without a report.') }
  const { testResults } = report.parse(JSON.parse(text))
  const files = testResults.map((file) => tallyOfFile(file, folder))
  if (outside.length > 0) return { files, outside: { ...nothing, failed: outside } }
  const lost = failing && files.every(({ failed }) => failed.length === 0)
  const said = 'Vitest failed outside every test; its output above says where.'
  return { files, outside: lost ? oneFailure(said) : nothing }
}

function tallyOfFile(result: z.infer<typeof report>['testResults'][number], folder: string): FileTally {
  const { name, status, message, assertionResults } = result
  const file = name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : name
  const ended = (wanted: string) => assertionResults.filter((one) => one.status === wanted)
  const failed = ended('failed').map(({ title, failureMessages }) =>
    beginning(`${file}: ${title}`, failureMessages?.[0]),
  )
  return {
    ...nothing,
    file,
    passed: ended('passed').length,
    failed: failed.length === 0 && status === 'failed' ? [beginning(file, message)] : failed,
    skipped: assertionResults
      .filter((one) => one.status !== 'passed' && one.status !== 'failed')
      .map(({ title, meta }) => oneLine(`${file}: ${title}`, meta?.skippedSince)),
  }
}

/** As many files may fail for reasons of the machine; more are the fault of what was changed. */
const fewFiles = 2

/** The files that are worth a second look: all that failed, when they are few and nothing failed outside them. */
export const worthASecondLook = ({ files, outside }: SuiteTally): string[] => {
  const failed = files.filter((file) => file.failed.length > 0).map(({ file }) => file)
  return outside.failed.length === 0 && failed.length <= fewFiles ? failed : []
}

/** A suite whose failed files were run again, whole: what passed this time is unsteady, and is told. */
export const withSecondLook = (first: SuiteTally, second: SuiteTally): SuiteTally => ({
  files: first.files.map((before) => {
    const after = second.files.find(({ file }) => file === before.file)
    if (after === undefined) return before
    // A test that skips itself the second time has not passed.
    const dodged = before.failed.filter((said) => after.skipped.some((one) => one.startsWith(titleOf(said))))
    return after.failed.length > 0 || dodged.length > 0
      ? { ...after, failed: [...after.failed, ...dodged] }
      : { ...after, unsteady: before.failed }
  }),
  outside: second.outside,
})

const titleOf = (said: string): string => said.split('\n')[0]?.replaceAll(/\s+/g, ' ') ?? said

export const ofSuite = ({ files, outside }: SuiteTally): Tally => sum([...files, outside])

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((count, { passed }) => count + passed, 0),
  failed: tallies.flatMap(({ failed }) => failed),
  skipped: tallies.flatMap(({ skipped }) => skipped),
  unsteady: tallies.flatMap(({ unsteady }) => unsteady),
})

/** `12 passed, 0 failed`: the last line of everything that tests, read by build machines. */
export const sentence = ({ passed, failed }: Tally): string => `${passed} passed, ${failed.length} failed`

const oneLine = (title: string, reason: string | undefined): string =>
  `${title} (${reason?.trim() || 'no reason given'})`.replaceAll(/\s+/g, ' ')

const beginning = (title: string, message: string | undefined): string =>
  [title, ...(message?.trim().split('\n').slice(0, messageLines) ?? [])].join('\n    ')
