import path from 'node:path'
import { run } from './command.ts'
import { checkout } from './place.ts'
import { say, seconds } from './say.ts'
import type { Tally } from './tally.ts'

/** One thing that is checked without running the product. */
interface Check {
  readonly name: string
  readonly args: readonly string[]
  readonly cwd?: string
}

const bin = (name: string): string => path.join(checkout, 'node_modules/.bin', name)
const packages = ['shared', 'media-config', 'server', 'client', 'tests']

/** Types, lint, format and unused code. */
export const staticChecks: readonly Check[] = [
  ...packages.map((name) => ({ name: `types of ${name}`, args: [bin('tsc'), '-p', name] })),
  { name: 'lint', args: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'format', args: [bin('oxfmt'), '--check'] },
  { name: 'unused code', args: [bin('knip'), '--no-progress', '--treat-config-hints-as-errors'] },
]

/** The import table and the other rules of the house; part of the tests too. */
export const architectureCheck: Check = {
  name: 'architecture',
  args: [
    path.join(checkout, 'tests/node_modules/.bin/vitest'),
    'run',
    'pure/architecture.test.ts',
    'pure/citation.test.ts',
  ],
  cwd: path.join(checkout, 'tests'),
}

/** Runs checks one after the other, a line for each, with the output of those that fail. */
export async function runChecks(checks: readonly Check[], stop: AbortSignal): Promise<Tally> {
  const failed: string[] = []
  for (const { name, args, cwd = checkout } of checks) {
    stop.throwIfAborted()
    const startedAt = Date.now()
    const [program = '', ...rest] = args
    const { code, output } = await run(program, rest, { cwd, env: { ...process.env, NO_COLOR: '1' } })
    say('check', `${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds(startedAt)})`)
    if (code === 0) continue
    failed.push(name)
    console.log(output || `ended with ${code}`)
  }
  return { passed: checks.length - failed.length, failed, skipped: [], unsteady: [] }
}
