import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import * as subjects from './migrations/0001-subjects.ts'
import * as lowRatings from './migrations/0002-low-ratings.ts'
import * as editions from './migrations/0003-editions.ts'
import * as sessionDeadlines from './migrations/0004-session-deadlines.ts'
import * as staffEditions from './migrations/0005-staff-editions.ts'

const migrations = {
  '0001-subjects': subjects,
  '0002-low-ratings': lowRatings,
  '0003-editions': editions,
  '0004-session-deadlines': sessionDeadlines,
  '0005-staff-editions': staffEditions,
}

/** Brings the database at `databaseUrl` to the newest schema. Safe to run by several processes at once (it locks). */
export const migrate = async (databaseUrl: string): Promise<void> => {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl, max: 2 }) }),
  })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
  } finally {
    await db.destroy()
  }
}
