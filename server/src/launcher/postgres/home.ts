import { chmod, chown, lstat, mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { ensureSystemDir, reachable, serverAccount, systemDir } from './binaries.ts'

/** A Unix socket's path may have 107 bytes; PostgreSQL adds `/.s.PGSQL.5432.lock`. */
const longestSocketDir = 107 - '/.s.PGSQL.5432.lock'.length

/**
 * Makes and returns the folder in which a data directory keeps its PostgreSQL: `<dataDir>/postgres`, or,
 * when the server's account cannot reach that, a link of this name to a folder that it can. Through the link
 * "delete the data directory" means a new, empty database there too.
 */
export async function databaseHome(dataDir: string): Promise<string> {
  const home = path.join(dataDir, 'postgres')
  const linked = await readlink(home).catch(() => null)
  if (linked !== null) return own(linked)
  if (await reachable(dataDir)) return own(home)
  if (await lstat(home).catch(() => null)) {
    const account = serverAccount()
    throw new Error(
      `${home} is no longer within reach of PostgreSQL, which runs as user ${account}: chmod o+x the folders above it.`,
    )
  }
  await ensureSystemDir()
  const elsewhere = await mkdtemp(path.join(systemDir, 'data-'))
  await symlink(elsewhere, home)
  return own(elsewhere)
}

/**
 * Makes and returns the folder of the server's socket: in its home, or a new short one if that path is too
 * long. Empty: the lock file of a socket whose server was killed would keep the next one from starting.
 */
export async function socketDir(home: string): Promise<string> {
  const inside = path.join(home, 'socket')
  const fits = Buffer.byteLength(inside) <= longestSocketDir
  await rm(inside, { recursive: true, force: true })
  return own(fits ? inside : await mkdtemp(path.join(os.tmpdir(), 'farwindow-')))
}

/** Makes the folder, for the server's account alone. */
export async function own(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const account = serverAccount()
  if (account !== null) await chown(folder, account, account)
  await chmod(folder, 0o700)
  return folder
}
