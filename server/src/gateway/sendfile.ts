import type { Request, Response } from 'express'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Look } from '../handler.ts'
import type { Sessions } from '../people/sessions.ts'
import { surfaceOf, tokenIn } from './cookie.ts'
import { createPacing } from './pacing.ts'
import { statusOf } from './status.ts'

/** Files a session may open: all of the largest visit at once and again, no more; each is unsealed and noted. */
const limits = { points: 400, duration: 10 }

/** A file opened in a tab of its own has no page of ours to say it. */
const slowDown = (seconds: number): string =>
  `打开文件太频繁，请在 ${seconds} 秒后再试。\nToo many files at once: please try again in ${seconds} s.\n`

const refuseTooMany = (request: Request, response: Response, retryAfterMs: number): void => {
  const seconds = Math.ceil(retryAfterMs / 1_000)
  response.status(429).setHeader('Retry-After', String(seconds))
  if (request.accepts(['json', 'html']) === 'html') response.type('text/plain').send(slowDown(seconds))
  else response.json({ ok: false, refusal: { code: 'tooMany', retryAfterMs } })
}

/**
 * Answers `GET /files/:surface/:id` with the bytes in the clear, for whoever may see them (RECORD-6). Too many
 * are answered 429 with the time to wait (RECORD-7).
 */
export const createSendFile = (about: { readonly sessions: Sessions; readonly look: Look }) => {
  const pacing = createPacing(limits)

  return async (request: Request, response: Response): Promise<void> => {
    const surface = surfaceOf(request.params['surface'])
    const token = surface === null ? null : tokenIn(request.headers.cookie, surface)
    const actor = token === null ? null : await about.sessions.resolve(token)
    response.setHeader('Cache-Control', 'no-store')
    const waitMs = await pacing(actor?.sessionId ?? request.ip ?? 'unknown')
    if (waitMs > 0) return refuseTooMany(request, response, waitMs)
    const id = request.params['id']
    const outcome =
      actor === null || typeof id !== 'string' ? refuse('signedOut') : await about.look(actor, id)
    if (!outcome.ok) {
      response.status(statusOf(outcome)).json(outcome)
      return
    }
    response.setHeader('Content-Type', outcome.value.type)
    response.setHeader('Content-Disposition', 'inline')
    // A PDF or picture is shown, never run.
    response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    response.send(Buffer.from(outcome.value.bytes))
  }
}
