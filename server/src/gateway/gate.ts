import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Logger } from 'pino'
import type { Me } from '@farwindow/shared/people/protocol.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Sessions } from '../people/sessions.ts'
import type { Answer } from './answer.ts'
import { createHttp } from './http.ts'
import type { Look } from '../handler.ts'
import type { Play } from '../recording/play.ts'
import type { Hub } from './hub.ts'
import { openSockets } from './sockets.ts'
import type { SocketsParts } from './sockets.ts'

export interface GateParts {
  readonly hub: Hub
  readonly answer: Answer
  readonly sessions: Sessions
  readonly look: Look
  readonly play: Play
  readonly meOf: (actor: Actor) => Promise<Me>
  readonly presence: (actor: Actor, online: boolean) => void
  readonly now: () => number
  readonly log: Logger
  readonly clientDir: string
  readonly tls: { readonly keyFile: string; readonly certFile: string } | null
  readonly publicUrl: string
  readonly healthy: () => Promise<boolean>
  readonly nodes: SocketsParts['nodes']
}

/**
 * Requests come from our own pages only: the origin's host is the one that was asked, or the public address.
 * A request without an origin is no browser's cross-site request (probes, tests) and carries no cookie of ours.
 */
const mayConnect =
  (publicUrl: string) =>
  (origin: string | undefined, host: string | undefined): boolean => {
    if (origin === undefined || origin === publicUrl) return true
    return URL.canParse(origin) && new URL(origin).host === host
  }

/**
 * What is under way when the gate closes has so long to end. A connection on which nothing was asked, as browsers open
 * them ahead, would hold the process for a minute, and one whose other end is gone without a word for half of one.
 */
const partingMs = 2_000

/** HTTP and sockets on one port. */
export const openGate = (parts: GateParts) => {
  const secure = parts.tls !== null || parts.publicUrl.startsWith('https:')
  const allowed = mayConnect(parts.publicUrl)
  const app = createHttp({ ...parts, secure, mayConnect: allowed })
  const server =
    parts.tls === null
      ? createHttpServer(app)
      : createHttpsServer(
          { key: readFileSync(parts.tls.keyFile), cert: readFileSync(parts.tls.certFile) },
          app,
        )
  const sockets = openSockets({ ...parts, http: server, mayConnect: allowed })
  const open = new Set<Socket>()
  server.on('connection', (each: Socket) => {
    open.add(each)
    each.once('close', () => open.delete(each))
  })

  return {
    listen: (port: number, host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          const address = server.address()
          resolve(typeof address === 'object' && address !== null ? address.port : port)
        })
      }),
    close: async (): Promise<void> => {
      const parting = setTimeout(() => open.forEach((each) => each.destroy()), partingMs)
      await sockets.close()
      clearTimeout(parting)
    },
  }
}
