import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { turnServers } from '@farwindow/server/call/turn.ts'
import { readSettings } from '@farwindow/server/settings.ts'

describe('TURN', () => {
  const secret = 'a secret of the house'
  const urls = ['turn:turn.example.cn:3478', 'turns:turn.example.cn:443?transport=tcp']
  const of = turnServers({ urls, secret, now: () => 1_000_000_000_000 })

  test('MEDIA-30: credentials are good for thirteen hours, and tell nobody whose they are', () => {
    const [server] = of('visit:secret-visit')
    expect(server?.urls).toEqual(urls)
    const [until, name] = server?.username?.split(':') ?? []
    expect(Number(until)).toBe(1_000_000_000 + 13 * 3_600)
    expect(name).toMatch(/^[\w-]{16}$/)
    expect(server?.credential).toBe(
      createHmac('sha1', secret)
        .update(server?.username ?? '')
        .digest('base64'),
    )
    expect(of('visit:other')[0]?.username).not.toBe(server?.username)
  })

  test('MEDIA-30: addresses and secret belong together, and a wrong address is named', () => {
    expect(
      readSettings({ FARWINDOW_TURN_URLS: urls.join(), FARWINDOW_TURN_SECRET: 'x'.repeat(16) }).turn,
    ).toEqual({
      urls,
      secret: 'x'.repeat(16),
    })
    expect(() => readSettings({ FARWINDOW_TURN_URLS: urls.join() })).toThrow(/belong together/)
    const wrong = { FARWINDOW_TURN_URLS: 'http://turn.example.cn', FARWINDOW_TURN_SECRET: 'x'.repeat(16) }
    expect(() => readSettings(wrong)).toThrow(/FARWINDOW_TURN_URLS is "http:.*turns:turn/)
    expect(() => readSettings({ ...wrong, FARWINDOW_TURN_SECRET: 'short' })).toThrow(/SECRET has a value/)
  })
})
