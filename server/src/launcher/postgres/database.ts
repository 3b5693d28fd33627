import { Client } from 'pg'

/** Creates the database when the server does not have it yet. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  })
}

/** Opens one connection, hands it over, and closes it. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Returns null when the database can be used, otherwise the reason as half a sentence, without the password. */
export async function whyNoDatabase(url: string): Promise<string | null> {
  try {
    const version = await withClient(url, async (client) => {
      const { rows } = await client.query<{ version: number }>(
        "select current_setting('server_version_num')::int as version",
      )
      return rows[0]?.version ?? 0
    })
    return version >= 150_000 ? null : 'it is older than PostgreSQL 15'
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error)
  }
}
