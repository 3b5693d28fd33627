import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readSettings } from '../settings.ts'
import { ensureBrowser } from './browser.ts'
import { buildClient } from './client.ts'
import { run } from './command.ts'
import { checkout } from './place.ts'
import { runToEnd } from './stop.ts'
import { obtainWorker } from './worker/obtain.ts'

const folder = path.join(checkout, 'tests/bench')

/** Those files of the folder that measure; the others are what they share. */
const names = (): string[] =>
  readdirSync(folder)
    .filter(
      (file) => file.endsWith('.ts') && /= benchArgs\(/.test(readFileSync(path.join(folder, file), 'utf8')),
    )
    .map((file) => file.replace(/\.ts$/, ''))

/** `npm run bench -- answer --n 30 --json FILE`: the benchmark gets the same things made ready as the tests. */
await runToEnd(async ({ stop }) => {
  const [name = '', ...args] = process.argv.slice(2)
  const file = path.join(folder, `${name}.ts`)
  if (!/^[a-z]+$/.test(name) || !existsSync(file)) {
    throw new Error(
      `Say which: npm run bench -- NAME [--n N] [--json FILE]. There are: ${names().join(', ')}.`,
    )
  }
  const { media } = readSettings(process.env)
  await ensureBrowser()
  const workerBin = await obtainWorker(media.workerBin)
  await buildClient()
  stop.throwIfAborted()
  const { code } = await run(process.execPath, [file, ...args], {
    env: { ...process.env, MEDIASOUP_WORKER_BIN: workerBin },
    shown: true,
  })
  return typeof code === 'number' ? code : 1
})
