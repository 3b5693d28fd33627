import { architectureCheck, runChecks, staticChecks } from './checks.ts'
import { runToEnd } from './stop.ts'

await runToEnd(async ({ stop }) => {
  const { passed, failed } = await runChecks([...staticChecks, architectureCheck], stop)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
