import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import nodePath from 'node:path'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { WebSocket } from 'ws'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { openKiosk, openStaff } from '../serving/page.ts'
import { valueOf } from '../pure/outcome.ts'
import { benchArgs, publish, reportOf } from './report.ts'
import { ended, startDesk } from './running.ts'

/*
 * A key pressed at one side → seen by the page of the other side, ms. Ours shows it while it is being committed to
 * PostgreSQL (fsync on), and acknowledges it after that: both later moments are told as well. y-websocket keeps it
 * in memory. Servers in processes of their own, both clients here; edits take turns, so that both sides meet the
 * same machine.
 */

const { n, json } = benchArgs(300)
const pauseMs = 15
const path = 'company/name'

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      // A TCP server's address has a port.
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/** Of one edit of ours: seen by the other side, seen by it as kept, and acknowledged to its writer, ms. */
interface Edit {
  readonly seenMs: number
  readonly keptMs: number
  readonly acknowledgedMs: number
}

/** Our two pages in a call, and how long one edit of the clerk takes to the applicant's page. */
const openOurs = async () => {
  const service = await startDesk()
  const { page: kiosk } = await openKiosk(service.url, service.kioskCode)
  const clerk = await openStaff(service.url, 'clerk', 'lin', demonstrationPassword)
  valueOf(await clerk.ask('queue.ready', {}))
  const visit = valueOf(await kiosk.ask('visit.open', { language: 'zh' }))
  valueOf(await kiosk.ask('visit.choose', { item: 'company-establishment', to: '330503' }))
  valueOf(await kiosk.ask('visit.call', {}))
  const { call } = await clerk.told('call.offered')
  valueOf(await clerk.ask('call.answer', { callId: call.id }))
  const { definition } = valueOf(await kiosk.ask('form.current', { visitId: visit.id }))
  const field =
    definition.pages
      .flatMap((page) => page.fields)
      .find((one) => one.control === 'text' && one.sensitive !== true)?.path ?? path
  let base = 0
  return {
    edit: async (value: string): Promise<Edit> => {
      const began = performance.now()
      const since = (): number => performance.now() - began
      const seen = kiosk.told('form.ahead', (told) => told.values[field]?.value === value).then(since)
      const kept = kiosk.told('form.changed', (told) => told.values[field]?.value === value).then(since)
      const acknowledged = clerk.ask('form.edit', {
        visitId: visit.id,
        path: field,
        value,
        base,
        edit: randomUUID(),
        source: 'typed',
      })
      const answered = acknowledged.then((outcome) => [since(), valueOf(outcome).revision] as const)
      const [acknowledgedMs, revision] = await answered
      base = revision
      return { seenMs: await seen, keptMs: await kept, acknowledgedMs }
    },
    close: async () => {
      kiosk.disconnect()
      clerk.disconnect()
      await service.close()
    },
  }
}

/** y-websocket's own server and two of its clients on one document. */
const openYjs = async () => {
  const port = await freePort()
  const server = nodePath.join(
    nodePath.dirname(createRequire(import.meta.url).resolve('y-websocket/package.json')),
    'bin/server.cjs',
  )
  const child = spawn(process.execPath, [server], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  const join = () => {
    const doc = new Y.Doc()
    // ws speaks the browser's interface; its types name events differently.
    const options = {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    }
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, 'form', doc, options)
    return { map: doc.getMap<string>('values'), provider, doc }
  }
  const [near, far] = [join(), join()]
  await Promise.all(
    [near, far].map(({ provider }) => new Promise((resolve) => provider.once('sync', resolve))),
  )
  return {
    edit: (value: string): Promise<number> =>
      new Promise((resolve) => {
        const began = performance.now()
        const look = (): void => {
          if (far.map.get(path) !== value) return
          far.map.unobserve(look)
          resolve(performance.now() - began)
        }
        far.map.observe(look)
        near.map.set(path, value)
      }),
    close: async () => {
      for (const { provider, doc } of [near, far]) {
        provider.destroy()
        // Its awareness keeps a timer until the document is gone.
        doc.destroy()
      }
      await ended(child)
    },
  }
}

const ours = await openOurs()
const yjs = await openYjs().catch(async (error: unknown) => {
  await ours.close()
  throw error
})
const took: { ours: Edit[]; yjs: number[] } = { ours: [], yjs: [] }
const warmUp = 20
for (let run = -warmUp; run < n; run += 1) {
  const value = `湖州远窗${run + warmUp}`
  const oursFirst = run % 2 === 0
  const early = oursFirst ? await ours.edit(value) : null
  const theirs = await yjs.edit(value)
  const mine = early ?? (await ours.edit(value))
  if (run >= 0) {
    took.ours.push(mine)
    took.yjs.push(theirs)
  }
  await pause(pauseMs)
}
await Promise.all([ours.close(), yjs.close()])
const report = (name: string, of: (edit: Edit) => number) =>
  reportOf(name, 'ms', took.ours.map(of), { 'y-websocket': took.yjs })
publish(
  [
    report('form', ({ seenMs }) => seenMs),
    report('form, committed', ({ keptMs }) => keptMs),
    report('form, acknowledged', ({ acknowledgedMs }) => acknowledgedMs),
  ],
  json,
)
