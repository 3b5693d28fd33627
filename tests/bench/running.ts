import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startCluster } from '@farwindow/server/launcher/postgres/cluster.ts'
import { ensureDatabase } from '@farwindow/server/launcher/postgres/database.ts'
import { own } from '@farwindow/server/launcher/postgres/home.ts'
import { openPrograms } from '../serving/programs.ts'
import type { Programs } from '../serving/programs.ts'

/** A desk and a media node in processes of their own, on a PostgreSQL of its own that writes through to the disk. */
export interface RunningDesk {
  readonly url: string
  /** The demonstration kiosk's enrolment code. */
  readonly kioskCode: string
  close(): Promise<void>
}

/** A database of its own that writes through to the disk, and our programs on it, in a folder that is thrown away. */
export const openGround = async (): Promise<{ readonly programs: Programs; close(): Promise<void> }> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'fw-bench-'))
  // PostgreSQL runs as another account when this is root, and must pass through.
  await chmod(dir, 0o711)
  const cluster = await startCluster({ home: await own(path.join(dir, 'postgres')) })
  await ensureDatabase(cluster.url('postgres'), 'bench')
  const programs = await openPrograms(cluster.url('bench'))
  return {
    programs,
    close: async () => {
      await programs.close()
      await cluster.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** Starts database, desk and media node as `npm start` does; `node` are settings of the node. */
export const startDesk = async (node: Readonly<Record<string, string>> = {}): Promise<RunningDesk> => {
  const { programs, close } = await openGround()
  const { url, kioskCode } = await programs.desk()
  await programs.node('bench', node)
  return { url, kioskCode, close }
}

/** Asks a child to end, and waits until it has. */
export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
