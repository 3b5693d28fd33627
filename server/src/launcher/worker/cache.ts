import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { version } from 'mediasoup'
import { cacheDir, checkout } from '../place.ts'

/** The folder of the recipe by which the worker is built. */
export const recipeDir = path.join(checkout, 'media-config/worker')

/** The folder of the installed mediasoup package, whose sources the recipe builds. */
export const packageDir = path.resolve(
  path.dirname(createRequire(import.meta.url).resolve('mediasoup')),
  '../..',
)

/**
 * Where the worker for this mediasoup, this recipe and this system lies, built or not.
 * The system is part of the name because the build uses its libraries: a home shared by two systems keeps two.
 */
export const cachedWorker = (): string =>
  path.join(
    cacheDir,
    `mediasoup-worker-${version}-${recipeHash()}-${process.platform}-${process.arch}-${system()}`,
  )

function recipeHash(): string {
  const hash = createHash('sha256')
  const files = readdirSync(recipeDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  for (const file of files.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.relative(recipeDir, file)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex').slice(0, 12)
}

/** Such as `debian12`. */
function system(): string {
  try {
    const release = readFileSync('/etc/os-release', 'utf8')
    const field = (name: string) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1] ?? ''
    return `${field('ID')}${field('VERSION_ID')}`.replaceAll(/[^\w.-]/g, '') || 'system'
  } catch {
    return 'system'
  }
}
