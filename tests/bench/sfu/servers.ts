import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Server } from 'socket.io'
import { openFleet } from '@farwindow/server/call/fleet/fleet.ts'
import type { MediaHost } from '@farwindow/server/call/host.ts'
import { openNodes } from '@farwindow/server/gateway/nodes.ts'
import { createLog } from '@farwindow/server/log.ts'
import { ended } from '../running.ts'

/** What a load generator needs of something that forwards. */
export type Forwarder = Pick<
  MediaHost,
  'capabilities' | 'openPeer' | 'connectTransport' | 'produce' | 'consume' | 'resumeConsumers'
>

/** One that runs in processes of its own: what they cost can be told from what is done to it. */
export interface Measured<Host extends Forwarder = Forwarder> {
  readonly host: Host
  /** Processor time all its processes have used so far, µs. */
  used(): number
  /** Of that, its media worker alone. */
  worker(): number
  close(): Promise<void>
}

/** Nanoseconds on a processor, of every thread of a process. */
const ranNs = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
    try {
      return sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
    } catch {
      // It ended while we looked.
      return sum
    }
  }, 0)

const childOf = (pid: number): number => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
  const worker = children.find((each) => readFileSync(`/proc/${each}/comm`, 'utf8').startsWith('mediasoup'))
  if (worker === undefined) throw new Error(`process ${pid} has no media worker`)
  return worker
}

const measured = <Host extends Forwarder>(
  child: ChildProcess,
  host: Host,
  close: () => Promise<void>,
): Measured<Host> => {
  const pid = child.pid ?? 0
  const worker = childOf(pid)
  return {
    host,
    used: () => (ranNs(pid) + ranNs(worker)) / 1_000,
    worker: () => ranNs(worker) / 1_000,
    close,
  }
}

/** Our media node as it is installed: a process with its worker and its line to a desk, which here is nothing more. */
export const startOurs = async (): Promise<Measured<MediaHost>> => {
  const secret = randomBytes(32)
  const log = createLog('silent')
  const fleet = openFleet({ now: Date.now, log })
  const http = createServer()
  const io = new Server(http)
  openNodes(io, { secret, admit: fleet.admit, log })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  // A TCP server's address has a port.
  const { port } = http.address() as AddressInfo
  const dir = await mkdtemp(path.join(tmpdir(), 'fw-bench-'))
  const main = path.resolve(import.meta.dirname, '../../../server/src/medianode/main.ts')
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      FARWINDOW_DESK_URL: `http://127.0.0.1:${port}`,
      FARWINDOW_NODE_SECRET: secret.toString('base64'),
      FARWINDOW_DATA_DIR: dir,
      FARWINDOW_MEDIA_PORT: '0',
      FARWINDOW_MEDIA_WORKERS: '1',
      FARWINDOW_NODE_CAPACITY: '10000',
      FARWINDOW_DRAIN_S: '0',
      FARWINDOW_LOG_LEVEL: 'fatal',
    },
  })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the media node ended with ${code}`)))
    child.on('message', (said: { kind?: string }) => said.kind === 'admitted' && resolve())
  })
  return measured(child, fleet.host, async () => {
    await fleet.host.close()
    await new Promise<void>((resolve) => void io.close(() => resolve()))
    await ended(child)
    await rm(dir, { recursive: true, force: true })
  })
}

/** mediasoup with nothing around it but a way to ask it; `settings` as in bare.ts. */
export const startBare = async (settings: 'defaults' | 'best'): Promise<Measured> => {
  const child = fork(path.resolve(import.meta.dirname, 'bare.ts'), [settings])
  const waiting = new Map<number, (answer: unknown) => void>()
  let count = 0
  const ready = Promise.withResolvers<void>()
  child.once('exit', (code) => ready.reject(new Error(`bare mediasoup ended with ${code}`)))
  child.on('message', (said: { id?: number; value?: unknown }) => {
    if (said.id === undefined) return ready.resolve()
    waiting.get(said.id)?.(said.value)
    waiting.delete(said.id)
  })
  await ready.promise
  const ask = <T>(name: string, input: unknown): Promise<T> =>
    new Promise((resolve) => {
      count += 1
      // What comes back is what the function of that name in bare.ts returns.
      waiting.set(count, (value) => resolve(value as T))
      child.send({ id: count, name, input })
    })
  return measured(
    child,
    {
      capabilities: () => ask('capabilities', {}),
      openPeer: (input) => ask('openPeer', input),
      connectTransport: (input) => ask('connectTransport', input),
      produce: (input) => ask('produce', input),
      consume: (input) => ask('consume', input),
      resumeConsumers: (input) => ask('resumeConsumers', input),
    },
    () => ended(child),
  )
}
