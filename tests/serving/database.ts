import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { withClient } from '@farwindow/server/launcher/postgres/database.ts'
import { template } from './postgres.ts'

/** A fresh, migrated database of this run's server; `close` drops it. */
export const openDatabase = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const server = inject('postgres')
  const name = `test_${randomBytes(6).toString('hex')}`
  const at = (database: string) => server.replace('/postgres?', `/${database}?`)
  await withClient(at('postgres'), (client) => client.query(`create database ${name} template ${template}`))
  return {
    url: at(name),
    close: () =>
      withClient(at('postgres'), async (client) => {
        await client.query(`drop database ${name} with (force)`)
      }),
  }
}
