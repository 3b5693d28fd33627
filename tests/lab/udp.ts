import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { isLost, lagMs, queueUp } from './weather.ts'
import type { Road, Way } from './weather.ts'

/** Forwards datagrams of one port, with a socket of its own for everybody who sends, as a NAT has. */
export const forwardUdp = async (
  road: Road,
  { at, to, port }: { readonly at: string; readonly to: string; readonly port: number },
): Promise<{ close(): Promise<void> }> => {
  const timers = new Set<NodeJS.Timeout>()
  const flows = new Map<string, Socket>()
  const near = createSocket('udp4')

  const carry = (way: Way, bytes: number, send: () => void): void => {
    if (road.cut || isLost(road, way)) return
    const queued = queueUp(road, way, bytes)
    if (queued === null) return
    const lag = queued + lagMs(road, way)
    if (lag === 0) return send()
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (!road.cut) send()
    }, lag)
    timers.add(timer)
  }
  const flowOf = (address: string, sender: number): Socket => {
    const key = `${address} ${sender}`
    const known = flows.get(key)
    if (known !== undefined) return known
    const far = createSocket('udp4')
    flows.set(key, far)
    // A port nobody listens on: datagrams to it are lost, like any other.
    far.on('error', () => undefined)
    far.on('message', (data) => carry('down', data.length, () => near.send(data, sender, address)))
    return far
  }

  near.on('error', () => undefined)
  near.on('message', (data, { address, port: sender }) =>
    carry('up', data.length, () => flowOf(address, sender).send(data, port, to)),
  )
  await new Promise<void>((resolve, reject) => {
    near.once('error', reject)
    near.bind(port, at, () => {
      near.off('error', reject)
      resolve()
    })
  })
  return {
    close: async () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      await Promise.all(
        [near, ...flows.values()].map((socket) => new Promise<void>((done) => socket.close(() => done()))),
      )
    },
  }
}
