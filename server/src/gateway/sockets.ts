import type { Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import type { Socket } from 'socket.io'
import { z } from 'zod'
import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import { largestFileBytes } from '@farwindow/shared/record/protocol.ts'
import { largestMessageBytes } from '@farwindow/shared/protocol/wire.ts'
import type { ClientToServer, ServerToClient } from '@farwindow/shared/protocol/wire.ts'
import type { Me } from '@farwindow/shared/people/protocol.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Sessions } from '../people/sessions.ts'
import type { Answer } from './answer.ts'
import { surfaceOf, tokenIn } from './cookie.ts'
import type { Hub, Line } from './hub.ts'
import { openNodes } from './nodes.ts'

interface SocketData {
  actor: Actor
  me: Me
  surface: Surface
  seen: { epoch: string; seq: number } | null
}
type Io = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>
type Page = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>

const handshake = z.object({
  surface: z.string(),
  epoch: z.string().max(64).optional(),
  seen: z.number().int().nonnegative().optional(),
})

/** Message size beyond the largest file: names, codes, framing. */
const overhead = largestMessageBytes

export interface SocketsParts {
  readonly http: HttpServer | HttpsServer
  readonly hub: Hub
  readonly answer: Answer
  readonly sessions: Sessions
  readonly meOf: (actor: Actor) => Promise<Me>
  readonly now: () => number
  /** A page came or went. */
  readonly presence: (actor: Actor, online: boolean) => void
  readonly mayConnect: (origin: string | undefined, host: string | undefined) => boolean
  /** How media nodes come in; null: media is moved by this process. */
  readonly nodes: Omit<Parameters<typeof openNodes>[1], 'log'> | null
  readonly log: Logger
}

/** Whose page it is: known by the cookie of its surface before anything is heard of it. */
const identify =
  ({ sessions, meOf, log }: SocketsParts) =>
  (socket: Page, next: (error?: Error) => void): void => {
    const said = handshake.safeParse(socket.handshake.auth)
    const surface = said.success ? surfaceOf(said.data.surface) : null
    const token = surface === null ? null : tokenIn(socket.handshake.headers.cookie, surface)
    if (!said.success || surface === null || token === null) return next(new Error('signedOut'))
    const known = async (): Promise<{ actor: Actor; me: Me } | null> => {
      const actor = await sessions.resolve(token)
      return actor === null ? null : { actor, me: await meOf(actor) }
    }
    known().then(
      (who) => {
        if (who === null) return next(new Error('signedOut'))
        const { epoch, seen } = said.data
        socket.data = {
          ...who,
          surface,
          seen: epoch === undefined || seen === undefined ? null : { epoch, seq: seen },
        }
        next()
      },
      (error: unknown) => {
        log.warn({ err: error }, 'a session could not be looked up')
        next(new Error('unavailable'))
      },
    )
  }

/** Tells the page what it missed, then what comes, and answers what it asks. */
const serve =
  ({ hub, answer, presence, now }: SocketsParts) =>
  (socket: Page): void => {
    const { actor, me, surface, seen } = socket.data
    const { sessionId } = actor
    const line: Line = {
      tell: (told) => void socket.emit('tell', told),
      over: (why) => {
        socket.emit('over', why)
        socket.disconnect(true)
      },
    }
    const { resumed, seq, missed } = hub.join(actor, line, seen)
    socket.emit('greet', { epoch: hub.epoch, me, resumed, seq, now: now() })
    for (const told of missed) socket.emit('tell', told)
    presence(actor, true)

    socket.on('ask', (asked, reply) => {
      if (typeof reply !== 'function') return
      const who = hub.actorOf(sessionId)
      if (who === null) return reply(refuse('signedOut'))
      const caller = { actor: who, surface, address: socket.handshake.address, session: null }
      void answer(caller, asked).then(reply)
    })
    socket.on('disconnect', () => {
      const who = hub.actorOf(sessionId) ?? actor
      if (hub.leave(sessionId, line)) presence(who, false)
    })
  }

/** Sockets: one page is one connection of one session. Visitors have none; they ask over HTTP. */
export const openSockets = (parts: SocketsParts): { close(): Promise<void> } => {
  const io: Io = new Server(parts.http, {
    serveClient: false,
    maxHttpBufferSize: largestFileBytes + overhead,
    // Something comes over every line every two seconds: pages take three of silence for a break (LINK-7).
    pingInterval: 2_000,
    pingTimeout: 4_000,
    allowRequest: (request, callback) =>
      callback(null, parts.mayConnect(request.headers.origin, request.headers.host)),
  })

  io.use(identify(parts))
  io.on('connection', serve(parts))
  if (parts.nodes !== null) openNodes(io, { ...parts.nodes, log: parts.log })

  let closing: Promise<void> | null = null
  return {
    close: () => {
      closing ??= new Promise((resolve) => {
        void io.close(() => resolve())
      })
      return closing
    },
  }
}
