import type { Reporter } from 'vitest/node'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a test skipped itself. */
    skippedSince?: string
  }
}

/**
 * Lets vitest's JSON report tell why a test skipped itself, which it leaves out. Vitest makes a reporter with
 * `new` from a file's default export; a function that returns one will do.
 */
// oxlint-disable-next-line import/no-default-export -- vitest asks for one
export default function reporter(): Reporter {
  return {
    onTestCaseResult(test) {
      const result = test.result()
      if (result.state === 'skipped' && result.note !== undefined) test.meta().skippedSince = result.note
    },
  }
}
