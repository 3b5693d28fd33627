import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { lastLines, run } from './command.ts'
import { checkout } from './place.ts'
import { say, seconds } from './say.ts'

const client = path.join(checkout, 'client')
const stamp = path.join(client, 'dist/.built-from')

/** Everything the built client is made of. */
const sources = [
  'client/src',
  'client/public',
  'client/index.html',
  'client/vite.config.ts',
  'client/package.json',
  'shared/src',
  'media-config/src',
  'pnpm-lock.yaml',
]

/** Builds the client into client/dist, unless it was built from the same sources. Throws an Error with vite's reason. */
export async function buildClient(): Promise<void> {
  const startedAt = Date.now()
  const hash = sourceHash()
  if (builtFrom() === hash) return say('client', 'up to date')
  say('client', 'building the pages')
  const vite = path.join(client, 'node_modules/vite/bin/vite.js')
  const { code, output } = await run(
    process.execPath,
    [vite, 'build', '--logLevel', 'warn', '--emptyOutDir'],
    // The test runner's own NODE_ENV would build React's development version, and the stamp would call it up to date.
    { cwd: client, env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' } },
  )
  if (code !== 0)
    throw new Error(`${lastLines(output, 30)}\nThe pages could not be built; the reason stands above.`)
  writeFileSync(stamp, hash)
  say('client', `built (${seconds(startedAt)})`)
}

/** Whether client/dist was built from the sources as they are. */
export const clientIsBuilt = (): boolean => builtFrom() === sourceHash()

const builtFrom = (): string => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : '')

function sourceHash(): string {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesOf(path.join(checkout, source)))) {
    hash.update(path.relative(checkout, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesOf(source: string): string[] {
  if (!existsSync(source)) return []
  if (path.extname(source) !== '') return [source]
  const entries = readdirSync(source, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}
