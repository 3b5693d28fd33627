import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a test skipped itself. */
    skippedSince?: string
  }
}

/** How many of the slowest files are named at the end. */
const named = 15

/** What a file cost from its import to its last hook, in seconds. */
const cost = (file: TestModule): number => {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
    file.diagnostic()
  return (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1_000
}

/** Where the time went: the files that took a second or more, slowest first, one line each. */
const slowest = (files: readonly TestModule[]): string[] =>
  files
    .map((file) => ({ name: file.relativeModuleId, seconds: cost(file) }))
    .filter(({ seconds }) => seconds >= 1)
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, named)
    .map(({ name, seconds }) => `slow       ${seconds.toFixed(1).padStart(6)} s  ${name}`)

/**
 * Lets vitest's JSON report tell why a test skipped itself, which it leaves out, and says at the end where the
 * time went. Vitest makes a reporter with `new` from a file's default export; a function that returns one will do.
 */
// oxlint-disable-next-line import/no-default-export -- vitest asks for one
export default function reporter(): Reporter {
  return {
    onTestCaseResult(test) {
      const result = test.result()
      if (result.state === 'skipped' && result.note !== undefined) test.meta().skippedSince = result.note
    },
    onTestRunEnd(files, errors) {
      // Its JSON report leaves these out, too.
      const { VITEST_ERRORS_FILE: told } = process.env
      if (told !== undefined && errors.length > 0)
        writeFileSync(
          told,
          JSON.stringify(errors.map(({ name, message }) => `${name ?? 'Error'}: ${message}`)),
        )
      for (const line of slowest(files)) process.stdout.write(`${line}\n`)
    },
  }
}
