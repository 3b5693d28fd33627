import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kioskPolicy } from '@farwindow/server/launcher/kiosk/policy.ts'
import { checkout } from '@farwindow/server/launcher/place.ts'

/*
 * `npm run kiosk` with a real Chromium, in front of a page that does what the test says: it answers, asks for its camera,
 * or hangs. The managed policy is the real one, laid over the machine's in a mount namespace: that needs root.
 */

const page = `<!doctype html><html data-visit="off"><title>kiosk</title><script>
  const tell = (what) => fetch('/tell?' + what)
  const ask = (wanted) => navigator.mediaDevices.getUserMedia(wanted).then(() => 'granted', ({ name }) => name)
  const wait = (ms) => new Promise((over) => setTimeout(over, ms))
  const html = document.documentElement
  // Resolves when the shell has read that of us.
  const read = (visit) => new Promise((over) => Object.defineProperty(html, 'dataset', { configurable: true, get: () => (setTimeout(over, 200), { visit }) }))
  const obey = async () => {
    const order = await (await fetch('/order')).text()
    if (order === 'hang') for (;;);
    if (order === 'leave') location.href = 'http://127.0.0.1:' + location.port + '/'
    if (order === 'visit') {
      await read('on')
      const request = new XMLHttpRequest()
      request.open('GET', '/late', false)
      request.send()
      // What was asked meanwhile is answered now, and too late.
      await wait(500)
      await read('off')
      delete html.dataset
      await tell('here again')
    }
    if (order === 'ask') await tell('camera=' + await ask({ video: true }) + '&microphone=' + await ask({ audio: true }))
    setTimeout(obey, 100)
  }
  if (location.hostname !== 'localhost') tell('elsewhere')
  else tell('loaded=' + encodeURIComponent(location.hash)).then(obey)
</script></html>`

const isRoot = process.getuid?.() === 0

interface Shell {
  readonly process: ChildProcess
  /** What the pages it opened have said so far. */
  readonly told: readonly string[]
  /** What the page shall do next. */
  order(what: string): void
  loads(): readonly string[]
  /** Until the first page is loaded. */
  isThere(): Promise<void>
  /** The processes of its own browser. */
  browsers(): Promise<number[]>
  close(): Promise<void>
}

/** Longer than a page may be silent before it is taken for one that hangs. */
const lateMs = 24_000

/** Starts the shell at a page of its own. */
const openShell = async (): Promise<Shell> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'fw-shell-'))
  const told: string[] = []
  let order = ''
  const server = createServer((request, response) => {
    const [where, what = ''] = (request.url ?? '').split('?')
    if (where === '/late') return void setTimeout(() => response.end(), lateMs)
    if (where === '/tell') told.push(decodeURIComponent(what))
    response.setHeader('content-type', where === '/' ? 'text/html' : 'text/plain')
    response.end(where === '/' ? page : where === '/order' ? order : '')
    if (where === '/order') order = ''
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const at = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  const policies = path.join(folder, 'policies/managed')
  await mkdir(policies, { recursive: true })
  await writeFile(path.join(policies, 'farwindow.json'), JSON.stringify(kioskPolicy(at)))
  const entry = path.join(checkout, 'server/src/launcher/entry.mjs')
  const profile = path.join(folder, 'profile')
  const flags = ['--headless=new', '--no-sandbox', '--use-fake-device-for-media-stream']
  const command = [process.execPath, entry, 'kiosk', `${at}/#ABCD`, '--profile', profile, '--', ...flags]
  // The machine's own folder of policies is not touched: another one lies over it, for these processes only.
  const laid = [
    '--mount',
    'sh',
    '-c',
    'mount -t tmpfs none /etc/chromium && cp -r "$0" /etc/chromium/ && exec "$@"',
  ]
  const [program = '', ...args] = isRoot
    ? ['unshare', ...laid, path.join(folder, 'policies'), ...command]
    : command
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const loads = () => told.filter((what) => what.startsWith('loaded='))
  return {
    process: child,
    told,
    order: (what) => void (order = what),
    loads,
    isThere: () => expect.poll(loads, { timeout: 40_000 }).not.toHaveLength(0),
    browsers: async () => {
      const found: number[] = []
      for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
        const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
        // Found by the profile it was given.
        if (
          line.includes(`--user-data-dir=${folder}`) &&
          line.includes('--kiosk') &&
          !line.includes('--type=')
        )
          found.push(Number(pid))
      }
      return found
    },
    close: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describe('the shell of a kiosk', () => {
  let shell: Shell

  beforeAll(async () => {
    shell = await openShell()
  })
  afterAll(() => shell?.close())

  test('KIOSK-21: camera and microphone without a question, where only the policy allows them', async ({
    skip,
  }) => {
    if (!isRoot) skip('only root may lay a policy over the machine’s')
    await shell.isThere()
    shell.order('ask')
    await expect.poll(() => shell.told, { timeout: 20_000 }).toContain('camera=granted&microphone=granted')
  })

  // Two kiosks side by side, because each has to be silent for its time.
  test.concurrent('KIOSK-20: while a visit is on a page that says nothing for longer than that is left alone', async () => {
    const another = await openShell()
    try {
      await another.isThere()
      another.order('visit')
      await expect.poll(() => another.told, { timeout: 60_000 }).toContain('here again')
      expect(another.loads()).toEqual(['loaded=#ABCD'])
    } finally {
      await another.close()
    }
  })

  test.concurrent('KIOSK-20: a page whose own thread hangs is opened anew, without the code that is good once', async () => {
    await shell.isThere()
    expect(shell.loads()).toEqual(['loaded=#ABCD'])
    shell.order('hang')
    await expect.poll(shell.loads, { timeout: 60_000 }).toEqual(['loaded=#ABCD', 'loaded='])
  })

  test('KIOSK-21: a browser that stands somewhere else, as on the error page of a network that was away, is brought back, and has not seen that other page', async () => {
    const before = shell.loads().length
    shell.order('leave')
    await expect.poll(() => shell.loads().length, { timeout: 40_000 }).toBe(before + 1)
    expect(shell.loads().at(-1)).toBe('loaded=')
    // The same page under another name, which only the policy keeps away.
    if (isRoot) expect(shell.told).not.toContain('elsewhere')
  })

  test('KIOSK-20: a browser that ends is opened anew; told to stop, the shell leaves none behind', async () => {
    const before = shell.loads().length
    for (const pid of await shell.browsers()) process.kill(pid, 'SIGKILL')
    await expect.poll(() => shell.loads().length, { timeout: 30_000 }).toBe(before + 1)
    shell.process.kill('SIGTERM')
    await once(shell.process, 'exit')
    expect(await shell.browsers()).toEqual([])
  })
}, 120_000)
