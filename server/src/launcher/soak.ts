import path from 'node:path'
import { readSettings } from '../settings.ts'
import { run } from './command.ts'
import { checkout } from './place.ts'
import { runToEnd } from './stop.ts'
import { obtainWorker } from './worker/obtain.ts'

/** `npm run soak -- --calls 50 --minutes 20`: simulated calls, again and again; tells what grows. */
await runToEnd(async ({ stop }) => {
  const { media } = readSettings(process.env)
  const workerBin = await obtainWorker(media.workerBin)
  stop.throwIfAborted()
  const file = path.join(checkout, 'tests/soak/soak.ts')
  const { code } = await run(process.execPath, [file, ...process.argv.slice(2)], {
    env: { ...process.env, MEDIASOUP_WORKER_BIN: workerBin },
    shown: true,
  })
  return typeof code === 'number' ? code : 1
})
