import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Sessions } from '../people/sessions.ts'
import type { Play } from '../recording/play.ts'
import { surfaceOf, tokenIn } from './cookie.ts'
import { statusOf } from './status.ts'

/**
 * The one range a player asks for (RFC 9110, 14.2), as `from` to before `to`; null when it cannot be met. Several
 * ranges at once nobody asks for: they are answered with the whole.
 */
const rangeOf = (
  header: string | undefined,
  bytes: number,
): { readonly from: number; readonly to: number } | null => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return { from: 0, to: bytes }
  if (first === '') return bytes === 0 ? null : { from: Math.max(0, bytes - Number(last)), to: bytes }
  const [from, to] = [Number(first), last === '' ? bytes : Math.min(bytes, Number(last) + 1)]
  return from < to ? { from, to } : null
}

/** Answers `GET /recordings/:surface/:id/:part/:file`, whole or in ranges, for whoever may play it (RECORDING-28). */
export const createSendRecording =
  (about: { readonly sessions: Sessions; readonly play: Play }) =>
  async (request: Request, response: Response): Promise<void> => {
    const { surface: page, id, part, file } = request.params
    const surface = surfaceOf(page)
    const token = surface === null ? null : tokenIn(request.headers.cookie, surface)
    const actor = token === null ? null : await about.sessions.resolve(token)
    response.setHeader('Cache-Control', 'no-store')
    const outcome =
      actor === null || typeof id !== 'string'
        ? refuse('signedOut')
        : await about.play(actor, id, `${String(part)}/${String(file)}`)
    if (!outcome.ok) {
      response.status(statusOf(outcome)).json(outcome)
      return
    }
    const { type, bytes, read } = outcome.value
    const range = rangeOf(request.headers.range, bytes)
    response.setHeader('Accept-Ranges', 'bytes')
    if (range === null) {
      response.status(416).setHeader('Content-Range', `bytes */${bytes}`).end()
      return
    }
    const { from, to } = range
    response.setHeader('Content-Type', type)
    response.setHeader('Content-Length', to - from)
    if (request.headers.range !== undefined)
      response.status(206).setHeader('Content-Range', `bytes ${from}-${to - 1}/${bytes}`)
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    // A player that has enough goes away in the middle: that is no error.
    await pipeline(Readable.from(read(range)), response).catch((error: unknown) => {
      if (!response.destroyed) throw error
    })
  }
