import type { Server as HttpServer } from 'node:http'
import type { Server as HttpsServer } from 'node:https'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
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

const handshake = z.object({
  surface: z.string(),
  epoch: z.string().max(64).optional(),
  seen: z.number().int().nonnegative().optional(),
})

/** Message size beyond the largest file: names, codes, framing. */
const overhead = largestMessageBytes

/** Sockets: one page is one connection of one session. Visitors have none; they ask over HTTP. */
export const openSockets = (about: {
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
}): { close(): Promise<void> } => {
  const io: Io = new Server(about.http, {
    serveClient: false,
    maxHttpBufferSize: largestFileBytes + overhead,
    // Something comes over every line every two seconds: pages take three of silence for a break (LINK-7).
    pingInterval: 2_000,
    pingTimeout: 4_000,
    allowRequest: (request, callback) =>
      callback(null, about.mayConnect(request.headers.origin, request.headers.host)),
  })

  io.use((socket, next) => {
    const said = handshake.safeParse(socket.handshake.auth)
    const surface = said.success ? surfaceOf(said.data.surface) : null
    const token = surface === null ? null : tokenIn(socket.handshake.headers.cookie, surface)
    if (!said.success || surface === null || token === null) return next(new Error('signedOut'))
    const known = async (): Promise<{ actor: Actor; me: Me } | null> => {
      const actor = await about.sessions.resolve(token)
      return actor === null ? null : { actor, me: await about.meOf(actor) }
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
        about.log.warn({ err: error }, 'a session could not be looked up')
        next(new Error('unavailable'))
      },
    )
  })

  io.on('connection', (socket) => {
    const { actor, me, surface, seen } = socket.data
    const { sessionId } = actor
    const line: Line = {
      tell: (told) => void socket.emit('tell', told),
      over: (why) => {
        socket.emit('over', why)
        socket.disconnect(true)
      },
    }
    const { resumed, seq, missed } = about.hub.join(actor, line, seen)
    socket.emit('greet', { epoch: about.hub.epoch, me, resumed, seq, now: about.now() })
    for (const told of missed) socket.emit('tell', told)
    about.presence(actor, true)

    socket.on('ask', (asked, answer) => {
      if (typeof answer !== 'function') return
      const who = about.hub.actorOf(sessionId)
      if (who === null) return answer(refuse('signedOut'))
      void about
        .answer({ actor: who, surface, address: socket.handshake.address, session: null }, asked)
        .then(answer)
    })
    socket.on('disconnect', () => {
      const who = about.hub.actorOf(sessionId) ?? actor
      if (about.hub.leave(sessionId, line)) about.presence(who, false)
    })
  })

  if (about.nodes !== null) openNodes(io, { ...about.nodes, log: about.log })

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
