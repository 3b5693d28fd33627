import { architectureCheck, runChecks, staticChecks } from './checks.ts'
import { runToEnd } from './stop.ts'
import { sentence } from './tally.ts'

await runToEnd(async ({ stop }) => {
  const tally = await runChecks([...staticChecks, architectureCheck], stop)
  console.log(sentence(tally))
  return tally.failed.length === 0 ? 0 : 1
})
