import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createHttp } from '@farwindow/server/gateway/http.ts'
import { createLog } from '@farwindow/server/log.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import { refusedAs } from '../pure/outcome.ts'

const broken = () => Promise.reject(new Error('the secret reason'))

/** The way in over HTTP, with what lies behind it broken or patient. */
describe('HTTP', () => {
  const lines: string[] = []
  const log = createLog('error', { write: (line) => void lines.push(line) })
  const token = 'a-token-of-forty-letters-and-a-few-more-than-that'
  let server: Server
  let url = ''

  beforeAll(async () => {
    const app = createHttp({
      answer: broken,
      sessions: {
        resolve: (given) => Promise.resolve({ role: 'reviewer', sessionId: given }),
        start: broken,
        end: broken,
        endWhere: broken,
      },
      look: (_actor, id) =>
        id === 'broken' ? broken() : Promise.resolve(ok({ type: 'image/png', bytes: new Uint8Array([1]) })),
      play: broken,
      clientDir: import.meta.dirname,
      secure: false,
      mayConnect: () => true,
      healthy: broken,
      log,
    })
    server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  })
  afterAll(() => server.close())

  const file = (id: string, session = token, headers: Record<string, string> = {}) =>
    fetch(`${url}/files/reviewer/${id}`, { headers: { cookie: `fw_reviewer=${session}`, ...headers } })

  test('LINK-8: an unexpected error is told by a reference only, which finds its line in the log', async () => {
    const ask = fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-surface': 'progress' },
      body: '{}',
    })
    for (const answer of [await ask, await file('broken'), await fetch(`${url}/healthz`)]) {
      expect(answer.status).toBe(500)
      const said = await answer.json()
      expect(said).toEqual({
        ok: false,
        refusal: { code: 'internal', reference: expect.stringMatching(/^[\da-f]{8}$/) },
      })
      const found = lines.filter((line) => line.includes(said.refusal.reference))
      expect(found).toHaveLength(1)
      expect(found[0]).toContain('the secret reason')
    }
  })

  test('LINK-5: an address that is none is malformed, and nobody’s fault here', async () => {
    const before = lines.length
    const answer = await file('%E0%A4%A')
    expect(answer.status).toBe(422)
    refusedAs('malformed', await answer.json(), 'address')
    expect(lines).toHaveLength(before)
  })

  test('RECORD-7: a visit’s files open all at once; more are told to wait, each session for itself', async () => {
    // So many in so many seconds: they stand still, for a busy machine needs longer to ask.
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const session = `${token}-of-who-looks-through-all`
    const all = await Promise.all(Array.from({ length: 200 }, () => file('one', session)))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
    const more = await Promise.all(Array.from({ length: 300 }, () => file('one', session)))
    const late = more.filter(({ status }) => status !== 200)
    expect(late).toHaveLength(100)
    for (const answer of late) {
      expect(answer.status).toBe(429)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.json()).toMatchObject({
        ok: false,
        refusal: { code: 'tooMany', retryAfterMs: expect.any(Number) },
      })
    }
    const inItsOwnTab = await file('one', session, { accept: 'text/html,*/*;q=0.8' })
    expect([inItsOwnTab.status, inItsOwnTab.headers.get('content-type')]).toEqual([
      429,
      'text/plain; charset=utf-8',
    ])
    expect(await inItsOwnTab.text()).toMatch(/请在 \d+ 秒后再试.*\n.*try again in \d+ s/)
    expect((await file('one', `${token}-of-another`)).status).toBe(200)
  })
})
