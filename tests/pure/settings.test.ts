import { describe, expect, test } from 'vitest'
import { readSettings } from '@farwindow/server/settings.ts'

describe('settings', () => {
  test('an empty environment gives a demonstration on this machine only', () => {
    const settings = readSettings({})
    expect(settings).toMatchObject({
      port: 4600,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:4600',
      lan: false,
      tls: null,
      databaseUrl: null,
      media: { port: 46_000, announcedAddress: null, workers: null, workerBin: null },
      mode: 'demo',
      masterKey: null,
    })
    expect(settings.dataDir).toMatch(/\/\.data$/)
    expect(settings.clientDir).toMatch(/\/client\/dist$/)
  })

  test('an empty value counts as not set', () => {
    expect(readSettings({ FARWINDOW_PORT: '', DATABASE_URL: '' })).toEqual(readSettings({}))
  })

  test('LAN mode listens everywhere unless a host is given', () => {
    expect(readSettings({ FARWINDOW_LAN: 'yes' }).host).toBe('0.0.0.0')
    expect(readSettings({ FARWINDOW_LAN: 'yes', FARWINDOW_HOST: '10.0.0.7' }).host).toBe('10.0.0.7')
    expect(readSettings({ FARWINDOW_LAN: 'no' }).host).toBe('127.0.0.1')
  })

  test('the public address follows host, port and certificate unless it is given', () => {
    const tls = { FARWINDOW_TLS_KEY: '/k.pem', FARWINDOW_TLS_CERT: '/c.pem' }
    expect(readSettings({ ...tls, FARWINDOW_PORT: '443' }).publicUrl).toBe('https://127.0.0.1:443')
    expect(readSettings({ FARWINDOW_HOST: '::1' }).publicUrl).toBe('http://[::1]:4600')
    expect(readSettings({ FARWINDOW_PUBLIC_URL: 'https://window.example.cn/' }).publicUrl).toBe(
      'https://window.example.cn',
    )
  })

  test('a master key is 32 bytes', () => {
    const key = Buffer.alloc(32, 7)
    expect(readSettings({ FARWINDOW_MASTER_KEY: key.toString('base64') }).masterKey).toEqual(key)
  })

  test.each([
    ['FARWINDOW_PORT', 'abc', 'a whole number from 0 to 65535'],
    ['FARWINDOW_PORT', '65536', 'a whole number from 0 to 65535'],
    ['FARWINDOW_PORT', '-1', 'a whole number from 0 to 65535'],
    ['FARWINDOW_PORT', '1e3', 'a whole number from 0 to 65535'],
    ['FARWINDOW_HOST', 'two words', 'an IP address or a host name'],
    ['FARWINDOW_PUBLIC_URL', 'window.example.cn', 'https://window.example.cn'],
    ['FARWINDOW_PUBLIC_URL', 'https://window.example.cn/path', 'without a path'],
    ['FARWINDOW_LAN', 'maybe', 'one of: yes, no'],
    ['FARWINDOW_MEDIA_PORT', '70000', 'a whole number from 0 to 65000'],
    ['FARWINDOW_MEDIA_WORKERS', '0', 'a whole number from 1 to 256'],
    ['FARWINDOW_MODE', 'prod', 'one of: demo, production'],
    ['FARWINDOW_LOG_LEVEL', 'loud', 'one of: fatal, error'],
  ])('%s=%s is refused by name with what is allowed', (name, value, allowed) => {
    expect(() => readSettings({ [name]: value })).toThrow(`${name} is "${value}"; allowed: `)
    expect(() => readSettings({ [name]: value })).toThrow(allowed)
  })

  test('secrets are not repeated in the message', () => {
    const env = { DATABASE_URL: 'mysql://u:hunter2@h/d', FARWINDOW_MASTER_KEY: 'hunter2' }
    const attempt = () => readSettings(env)
    expect(attempt).toThrow(/FARWINDOW_MASTER_KEY has a value .*DATABASE_URL has a value/)
    expect(attempt).not.toThrow(/hunter2/)
  })

  test('every wrong value is named at once', () => {
    expect(() => readSettings({ FARWINDOW_PORT: 'x', FARWINDOW_MODE: 'y' })).toThrow(
      /FARWINDOW_PORT .*FARWINDOW_MODE /,
    )
  })

  test('a mistyped name is refused instead of ignored', () => {
    expect(() => readSettings({ FARWINDOW_MOD: 'production' })).toThrow('FARWINDOW_MOD is not a setting')
  })

  test('half a certificate is refused', () => {
    expect(() => readSettings({ FARWINDOW_TLS_KEY: '/k.pem' })).toThrow('belong together')
  })

  test('RECORDING-43: a bucket for recordings is set as a whole or not at all; its keys are not repeated', () => {
    const whole = {
      FARWINDOW_RECORDINGS_S3_ENDPOINT: 'https://s3.example.cn/',
      FARWINDOW_RECORDINGS_S3_BUCKET: 'recordings',
      FARWINDOW_RECORDINGS_S3_ACCESS_KEY: 'who-we-are',
      FARWINDOW_RECORDINGS_S3_SECRET_KEY: 'hunter2hunter2',
    }
    expect(readSettings({}).bucket).toBeNull()
    expect(readSettings(whole).bucket).toEqual({
      endpoint: 'https://s3.example.cn',
      bucket: 'recordings',
      region: 'us-east-1',
      accessKey: 'who-we-are',
      secretKey: 'hunter2hunter2',
    })
    for (const name of Object.keys(whole))
      expect(() => readSettings({ ...whole, [name]: '' })).toThrow(`there is no ${name}`)
    const region = { FARWINDOW_RECORDINGS_S3_REGION: 'cn-north-1' }
    expect(() => readSettings(region)).toThrow('there is no FARWINDOW_RECORDINGS_S3_ENDPOINT')
    const short = () => readSettings({ ...whole, FARWINDOW_RECORDINGS_S3_SECRET_KEY: 'hunter2' })
    expect(short).toThrow(/FARWINDOW_RECORDINGS_S3_SECRET_KEY has a value that does not fit/)
    expect(short).not.toThrow(/hunter2/)
  })
})
