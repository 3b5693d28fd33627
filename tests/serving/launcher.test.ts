import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { buildClient } from '@farwindow/server/launcher/client.ts'
import { send } from '@farwindow/server/launcher/process.ts'
import { cachedWorker } from '@farwindow/server/launcher/worker/cache.ts'
import { valueOf } from '../pure/outcome.ts'
import { openSite } from './launched.ts'
import type { Launched, Site } from './launched.ts'
import { openPage, openStaff } from './page.ts'

const up = 'Ctrl-C stops everything.'

describe('npm start', () => {
  let site: Site
  let running: Launched
  const took: string[] = []

  /** Waits, and notes how long that took: told at the end, for a slow machine is no fault. */
  const timed = async (what: string, wanted: Promise<unknown>): Promise<void> => {
    const begun = performance.now()
    await wanted
    took.push(`${what} ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  }
  const begin = async (what: string, other: NodeJS.ProcessEnv = {}): Promise<Launched> => {
    running = site.start(other)
    await timed(what, running.says(up))
    return running
  }
  const serves = async (): Promise<void> => {
    const health = await fetch(`${site.url}/healthz`)
    expect([health.status, await health.json()]).toEqual([200, { well: true }])
    const page = await fetch(`${site.url}/kiosk`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id="root">')])
  }
  /** What runs of it. */
  const parts = async (): Promise<string[]> => (await site.processes()).map(({ command }) => command)

  beforeAll(async () => {
    await buildClient()
    site = await openSite()
  })
  afterAll(async () => {
    await site.close()
    process.stdout.write(`npm start: ${took.join(', ')}\n`)
  })

  test('START-1: serves the pages, says where, and with which accounts', async () => {
    const { said } = await begin('the first start')
    await serves()
    for (const page of ['kiosk#', 'clerk', 'supervisor', 'reviewer', 'administrator', 'progress'])
      expect(said()).toContain(`${site.url}/${page}`)
    expect(said()).toContain(demonstrationPassword)
    const admin = await openStaff(site.url, 'administrator', 'admin', demonstrationPassword)
    const there = { name: '7号', hall: '松江', jurisdiction: '310117' }
    valueOf(await admin.ask('kiosk.add', there))
  })

  test('START-2: a second start on the same data, or on the same port, is refused in a sentence and harms nothing', async () => {
    const again = site.start()
    const elsewhere = site.start({ FARWINDOW_DATA_DIR: `${site.dataDir}-second` })
    expect([await again.ended, await elsewhere.ended]).toEqual([1, 1])
    await Promise.all([again.silent, elsewhere.silent])
    expect(again.said()).toMatch(/already running on this data directory \(process \d+\)\. Stop that one/)
    expect(elsewhere.said()).toMatch(/Port \d+ on 127\.0\.0\.1 cannot be used: another program listens there/)
    await serves()
  })

  test('START-3: SIGTERM stops everything, PostgreSQL and media workers too', async () => {
    const commands = await parts()
    for (const part of [
      /start\.ts/,
      /src\/main\.ts/,
      /medianode\/main\.ts/,
      /mediasoup-worker/,
      /postgres -D/,
    ])
      expect(commands).toContainEqual(expect.stringMatching(part))
    send(running.child.pid ?? 0, 'SIGTERM')
    await timed('stopping', running.ended)
    expect(await running.ended).toBe(0)
    expect(await parts()).toEqual([])
    await expect(fetch(`${site.url}/healthz`)).rejects.toThrow('fetch failed')
  })

  test('START-4: after kill -9 of the launcher the next start cleans up, serves, and has kept everything', async () => {
    await begin('the second start')
    for (const { mark, command } of await site.processes())
      if (/entry\.mjs|start\.ts/.test(command)) send(mark.pid, 'SIGKILL')
    expect(await running.ended).toBe('SIGKILL')
    await begin('the start after kill -9')
    await serves()
    const admin = openPage(site.url, 'administrator')
    const who = { surface: 'administrator', login: 'admin', password: demonstrationPassword } as const
    valueOf(await admin.post('people.signIn', who))
    const { kiosks } = valueOf(await admin.post('kiosk.list', {}))
    expect(kiosks).toContainEqual(expect.objectContaining({ name: '7号' }))
    // One desk, one media node and one PostgreSQL: what the killed one left is gone.
    expect((await parts()).filter((command) => /main\.ts|postgres -D/.test(command))).toHaveLength(3)
    send(running.child.pid ?? 0, 'SIGTERM')
    await timed('stopping', running.ended)
    expect(await parts()).toEqual([])
  })

  test('START-4, START-5: killed outright, the one that npm started takes everything along; what was compiled is kept', async () => {
    const cache = await mkdtemp(path.join(tmpdir(), 'fw-cache-'))
    const compiled = path.join(cache, 'farwindow/compiled')
    const worker = process.env['MEDIASOUP_WORKER_BIN'] ?? cachedWorker()
    await begin('the start after that', {
      XDG_CACHE_HOME: cache,
      NODE_COMPILE_CACHE: undefined,
      MEDIASOUP_WORKER_BIN: worker,
    })
    // The desk kept it when it was up, for it may never end by itself.
    await expect
      .poll(async () => (await readdir(compiled, { recursive: true })).length, { timeout: 40_000 })
      .toBeGreaterThan(100)
    send(running.child.pid ?? 0, 'SIGKILL')
    await running.ended
    await expect.poll(parts, { timeout: 40_000, interval: 100 }).toEqual([])
    // Who ends keeps what it has compiled, and may be at it still.
    await rm(cache, { recursive: true, maxRetries: 10, retryDelay: 100 })
  })
}, 120_000)
