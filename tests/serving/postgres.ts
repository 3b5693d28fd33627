import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from '@farwindow/server/launcher/postgres/cluster.ts'
import { ensureDatabase } from '@farwindow/server/launcher/postgres/database.ts'
import { own } from '@farwindow/server/launcher/postgres/home.ts'
import { migrate } from '@farwindow/server/store/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's PostgreSQL server. */
    postgres: string
  }
}

/** Every test file's database is a copy of this one. */
export const template = 'farwindow_template'

/** One PostgreSQL for the whole run, with one migrated database to copy. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const home = await mkdtemp(path.join(tmpdir(), 'fw-pg-'))
  await own(home)
  const cluster = await startCluster({ home, scratch: true })
  await ensureDatabase(cluster.url('postgres'), template)
  await migrate(cluster.url(template))
  project.provide('postgres', cluster.url('postgres'))
  return async () => {
    await cluster.close()
    await rm(home, { recursive: true, force: true })
  }
}
