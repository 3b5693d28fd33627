import { existsSync } from 'node:fs'
import { join } from 'node:path'
import express from 'express'
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { actorOf } from '@farwindow/shared/people/session.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import { bytesKey, largestMessageBytes } from '@farwindow/shared/protocol/wire.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { largestFileBytes } from '@farwindow/shared/record/protocol.ts'
import type { Look } from '../handler.ts'
import { isAway } from '../store/away.ts'
import type { Play } from '../recording/play.ts'
import type { Sessions } from '../people/sessions.ts'
import type { Answer, Caller } from './answer.ts'
import { internal } from './internal.ts'
import { cookieText, surfaceOf, tokenIn } from './cookie.ts'
import { createSendFile } from './sendfile.ts'
import { createSendRecording } from './sendrecording.ts'
import { statusOf } from './status.ts'

export interface HttpParts {
  readonly answer: Answer
  readonly sessions: Sessions
  readonly look: Look
  readonly play: Play
  readonly clientDir: string
  readonly secure: boolean
  readonly mayConnect: (origin: string | undefined, host: string | undefined) => boolean
  readonly healthy: () => Promise<boolean>
  readonly log: Logger
}

const visitor = (address: string): Actor => ({ role: 'visitor', sessionId: `visitor:${address}` })

const protections = (secure: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        workerSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
  })

/** As on a socket: the largest file and its message, here in base64, four signs for three bytes. */
const largestBodyBytes = Math.ceil((largestFileBytes * 4) / 3) + largestMessageBytes

const readBytes = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && bytesKey in value && typeof value[bytesKey] === 'string'
    ? new Uint8Array(Buffer.from(value[bytesKey], 'base64'))
    : value

const writeBytes = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { [bytesKey]: Buffer.from(value).toString('base64') } : value

/** HTTP: the page itself, requests that set a cookie or come from visitors, files, and health. */
export const createHttp = (parts: HttpParts): Express => {
  const app = express()
  app.disable('x-powered-by')
  // A reverse proxy on this machine may say whom it speaks for: guessing is limited by address.
  app.set('trust proxy', 'loopback')
  app.set('json replacer', writeBytes)
  app.use(protections(parts.secure))
  app.use((_request, response, next) => {
    response.setHeader(
      'Permissions-Policy',
      'camera=(self), microphone=(self), display-capture=(self), geolocation=()',
    )
    next()
  })
  app.get('/healthz', (_request, response, next) => {
    parts.healthy().then((well) => response.status(well ? 200 : 503).json({ well }), next)
  })
  // Pages whose line broke knock here: an answer is all they want.
  app.get('/api/pulse', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    response.status(204).end()
  })
  const small = express.json({ limit: largestMessageBytes })
  const withFiles = express.json({ limit: largestBodyBytes, reviver: readBytes })
  // Who answers a notice on the progress page has no session, so no socket, and sends papers here.
  const read: RequestHandler = (request, response, next) =>
    (request.headers['x-surface'] === 'progress' ? withFiles : small)(request, response, next)
  app.post('/api/ask', read, (request, response, next) => {
    answerPost(parts, request, response).catch(next)
  })
  const sendFile = createSendFile(parts)
  app.get('/files/:surface/:id', (request, response, next) => {
    sendFile(request, response).catch(next)
  })
  const sendRecording = createSendRecording(parts)
  app.get('/recordings/:surface/:id/:part/:file', (request, response, next) => {
    sendRecording(request, response).catch(next)
  })
  app.use(express.static(parts.clientDir, { index: false, maxAge: '1y', immutable: true }))
  app.get(/^\/(?!api\/|files\/|recordings\/|assets\/)/, (_request, response) => sendPage(parts, response))
  app.use((_request, response) => void response.status(404).json(refuse('notFound')))
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const outcome = failure(parts, error)
    response.status(statusOf(outcome)).json(outcome)
  })
  return app
}

const sendPage = (parts: HttpParts, response: Response): void => {
  const page = join(parts.clientDir, 'index.html')
  if (!existsSync(page)) {
    response.status(503).type('text/plain').send('The pages have not been built yet: run `npm start`.')
    return
  }
  response.setHeader('Cache-Control', 'no-cache')
  response.sendFile(page)
}

/** Bad JSON, bodies over the limit and addresses that are none end here; anything else is our fault, and logged. */
const failure = (parts: HttpParts, error: unknown): Outcome<never> => {
  const about = typeof error === 'object' && error !== null ? error : {}
  const type = 'type' in about ? about.type : null
  if (type === 'entity.too.large') return refuse('tooLarge')
  if (typeof type === 'string') return refuse('malformed', type)
  if (about instanceof URIError) return refuse('malformed', 'address')
  if (isAway(error)) return { ok: false, refusal: { code: 'unavailable', retryAfterMs: 1_000 } }
  return internal(parts.log, error, { request: 'http' })
}

const sessionOver = (
  parts: HttpParts,
  response: Response,
  surface: Surface,
  actor: Actor,
): Caller['session'] => ({
  start: async (state) => {
    const started = await parts.sessions.start(state)
    const lasts = state.expiresAt - state.startedAt
    response.append('Set-Cookie', cookieText(state.surface, started.token, lasts, parts.secure))
    return actorOf(started.actor.sessionId, state)
  },
  end: async () => {
    await parts.sessions.end([actor.sessionId], 'signedOut')
    response.append('Set-Cookie', cookieText(surface, '', 0, parts.secure))
  },
})

const answerPost = async (parts: HttpParts, request: Request, response: Response): Promise<void> => {
  const address = request.ip ?? 'unknown'
  const surface = surfaceOf(request.headers['x-surface'])
  if (surface === null || !parts.mayConnect(request.headers.origin, request.headers.host)) {
    response.status(403).json(refuse('malformed', 'surface'))
    return
  }
  const token = tokenIn(request.headers.cookie, surface)
  const actor = (token === null ? null : await parts.sessions.resolve(token)) ?? visitor(address)
  const caller = { actor, surface, address, session: sessionOver(parts, response, surface, actor) }
  const outcome = await parts.answer(caller, request.body)
  response.status(statusOf(outcome)).setHeader('Cache-Control', 'no-store').json(outcome)
}
