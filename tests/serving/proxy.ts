import { createConnection, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A line to PostgreSQL that can be cut and mended. */
export interface DatabaseLine {
  /** The database's address over the line. */
  readonly url: string
  /** Breaks every connection and refuses new ones. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** Forwards a free TCP port to the server's Unix socket. */
export const openLine = async (databaseUrl: string): Promise<DatabaseLine> => {
  const there = new URL(databaseUrl.replace('@/', '@localhost/'))
  const socket = `${there.searchParams.get('host')}/.s.PGSQL.5432`
  const open = new Set<Socket>()
  let broken = false
  const server = createServer((near) => {
    if (broken) return void near.destroy()
    const far = createConnection(socket)
    for (const end of [near, far]) {
      open.add(end)
      end.on('error', () => {})
      end.on('close', () => {
        open.delete(end)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A TCP server's address has a port.
  const { port } = server.address() as AddressInfo
  const destroyAll = (): void => {
    for (const end of open) end.destroy()
  }
  return {
    url: `postgresql://${there.username}@127.0.0.1:${port}${there.pathname}`,
    cut: () => {
      broken = true
      destroyAll()
    },
    mend: () => {
      broken = false
    },
    close: async () => {
      destroyAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
