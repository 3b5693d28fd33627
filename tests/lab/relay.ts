import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { forwardTcp } from './tcp.ts'
import { forwardUdp } from './udp.ts'
import { fair } from './weather.ts'
import type { Road, Way, Weather } from './weather.ts'

/** A road of one's own to a desk: what is sent to `at` arrives at the desk, on the same ports, as the weather allows. */
export interface Relay {
  /** The address that stands for the desk. */
  readonly at: string
  /** Nothing gets through any more, either way, and nobody is told: no reset, no refusal. */
  cut(): void
  /** Whole again. TCP goes on when it would have sent again, UDP with the next packet. */
  heal(): void
  /** As when a phone goes from one network into another: connections are torn, datagrams come from new addresses. */
  rebind(): void
  /** From now on; what is not named stays as it is. */
  weather(change: Partial<Weather>, way?: Way): void
  close(): Promise<void>
}

export interface RelayPlan {
  /** Another loopback address than the desk's, one for each person: 127.0.0.2, 127.0.0.3 … */
  readonly at: string
  readonly to: string
  readonly tcp: readonly number[]
  readonly udp: readonly number[]
  /** For weather that is the same each time. */
  readonly random?: () => number
}

/** Opens a road. Rejects when one of the ports is taken at `at`. */
export const openRelay = async (plan: RelayPlan): Promise<Relay> => {
  const { at, to, tcp, udp, random = Math.random } = plan
  const road: Road = {
    weather: { up: fair, down: fair },
    cut: false,
    healed: new Set(),
    random,
    freeAt: { up: 0, down: 0 },
    now: () => performance.now(),
  }
  const forwards = [
    ...tcp.map((port) => forwardTcp(road, { at, to, port })),
    ...udp.map((port) => forwardUdp(road, { at, to, port })),
  ]
  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    for (const each of await Promise.allSettled(forwards))
      if (each.status === 'fulfilled') await each.value.close()
  }
  let made: readonly { rebind(): void }[]
  try {
    made = await Promise.all(forwards)
  } catch (error) {
    await close()
    throw error
  }
  return {
    at,
    cut: () => {
      road.cut = true
    },
    heal: () => {
      road.cut = false
      for (const heal of road.healed) heal()
    },
    rebind: () => {
      for (const each of made) each.rebind()
    },
    weather: (change, way) => {
      const ways = way === undefined ? (['up', 'down'] as const) : [way]
      for (const each of ways) road.weather[each] = { ...road.weather[each], ...change }
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/** Below the numbers the kernel gives away by itself (`ip_local_port_range`). */
const ports = { from: 20_000, to: 32_000 }

/**
 * A port number that is free for UDP and TCP on every address at the moment, and stays so: nobody else's connection
 * is given it while a server that was killed starts again.
 */
export const freePort = async (): Promise<number> => {
  const port = randomInt(ports.from, ports.to)
  const [udp, tcp] = [createSocket('udp4'), createServer()]
  const isFree = await Promise.all([
    new Promise<boolean>((resolve) => {
      udp.once('error', () => resolve(false))
      udp.bind(port, () => resolve(true))
    }),
    new Promise<boolean>((resolve) => {
      tcp.once('error', () => resolve(false))
      tcp.listen(port, () => resolve(true))
    }),
  ])
  await new Promise<void>((resolve) => udp.close(() => resolve()))
  await new Promise<void>((resolve) => tcp.close(() => resolve()))
  return isFree.every(Boolean) ? port : freePort()
}
