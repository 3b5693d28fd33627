import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from '@farwindow/server/launcher/postgres/cluster.ts'
import { ensureDatabase } from '@farwindow/server/launcher/postgres/database.ts'
import { own } from '@farwindow/server/launcher/postgres/home.ts'
import { stopLeftover } from '@farwindow/server/launcher/postgres/leftover.ts'
import { markOf } from '@farwindow/server/launcher/process.ts'
import { migrate } from '@farwindow/server/store/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's PostgreSQL server. */
    postgres: string
  }
}

/** Every test file's database is a copy of this one. */
export const template = 'farwindow_template'

/** Followed by the number of the run's process. */
const prefix = 'farwindow-test-'

/** One PostgreSQL for the whole run, with one migrated database to copy. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  await sweep()
  const home = await own(await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`)))
  const cluster = await startCluster({ home, scratch: true })
  await ensureDatabase(cluster.url('postgres'), template)
  await migrate(cluster.url(template))
  project.provide('postgres', cluster.url('postgres'))
  return async () => {
    await cluster.close()
    await rm(home, { recursive: true, force: true })
  }
}

/** Stops and removes what runs that were killed have left. */
async function sweep(): Promise<void> {
  const homes = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  const left = homes.filter((name) => markOf(Number(name.slice(prefix.length).split('-')[0])) === null)
  for (const home of left.map((name) => path.join(tmpdir(), name))) {
    await stopLeftover(path.join(home, 'data'))
    await rm(home, { recursive: true, force: true })
  }
}
