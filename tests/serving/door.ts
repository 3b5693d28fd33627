import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Server } from 'socket.io'
import { vi } from 'vitest'
import { openFleet } from '@farwindow/server/call/fleet/fleet.ts'
import type { Fleet } from '@farwindow/server/call/fleet/fleet.ts'
import type { MediaHost } from '@farwindow/server/call/host.ts'
import { openSfu } from '@farwindow/server/call/sfu/host.ts'
import { openNodes } from '@farwindow/server/gateway/nodes.ts'
import { createLog } from '@farwindow/server/log.ts'
import { dialDesk } from '@farwindow/server/medianode/dial.ts'
import type { DeskLine } from '@farwindow/server/medianode/dial.ts'
import { freePort } from '../lab/relay.ts'

const log = createLog('silent')
const workerBin = process.env['MEDIASOUP_WORKER_BIN']

export interface TestNode {
  readonly host: MediaHost
  readonly line: DeskLine
  close(): Promise<void>
}

interface NodeOptions {
  readonly name: string
  readonly near?: readonly string[]
  readonly capacity?: number
  readonly secret?: Uint8Array
  /** Another start of the same host process, or the same one on another line. */
  readonly host?: MediaHost
  readonly run?: string
  /** Where it finds the desk, when a road lies between. */
  readonly deskUrl?: string
}

/** A desk with nothing but the nodes' door, on a free port. */
export const openDoor = async (secret = randomBytes(32), port?: number) => {
  const http = createServer()
  const io = new Server(http)
  let standsAt: number | null = null
  const fleet = openFleet({ now: () => standsAt ?? Date.now(), log })
  openNodes(io, { secret, admit: fleet.admit, log })
  const at = port ?? (await freePort())
  await new Promise<void>((resolve) => http.listen(at, '127.0.0.1', resolve))
  const nodes: TestNode[] = []
  const recordings = await mkdtemp(path.join(tmpdir(), 'fw-recordings-'))
  const node = async (options: NodeOptions): Promise<TestNode> => {
    const host =
      options.host ??
      (await openSfu({
        listen: [{ ip: '127.0.0.1' }],
        basePort: 0,
        workers: 1,
        recordings: path.join(recordings, options.name),
        ...(workerBin === undefined ? {} : { workerBin }),
      }))
    const { promise, resolve } = Promise.withResolvers<void>()
    const line = dialDesk({
      deskUrl: options.deskUrl ?? `http://127.0.0.1:${at}`,
      secret: options.secret ?? secret,
      about: {
        name: options.name,
        run: options.run ?? randomUUID(),
        near: [...(options.near ?? [])],
        capacity: options.capacity ?? 100,
      },
      host,
      log,
      admitted: resolve,
    })
    const own = {
      host,
      line,
      close: async () => {
        line.close()
        await host.close()
      },
    }
    nodes.push(own)
    if (options.secret === undefined) await promise
    return own
  }
  let leaving: Promise<void> | undefined
  /** As when the desk's process ends: the nodes go on. */
  const leave = (): Promise<void> =>
    (leaving ??= (async () => {
      await fleet.host.close()
      await new Promise<void>((resolve) => void io.close(() => resolve()))
    })())
  return {
    fleet,
    secret,
    port: at,
    node,
    /** The desk's clock stands at this time; null: it goes on. */
    clock: (stands: number | null) => void (standsAt = stands),
    leave,
    close: async () => {
      await leave()
      await Promise.all(nodes.map((each) => each.close()))
      await rm(recordings, { recursive: true, force: true })
    },
  }
}

/** Peers may be placed there. */
export const open = (fleet: Fleet, name: string): Promise<void> =>
  vi.waitFor(
    () => {
      if (fleet.nodes().find((each) => each.name === name)?.open !== true)
        throw new Error(`${name} is not open`)
    },
    { timeout: 15_000 },
  )
