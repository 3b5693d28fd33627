import { createSocket } from 'node:dgram'
import type { Socket as Datagrams } from 'node:dgram'
import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import type { Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freePort, openRelay } from '../lab/relay.ts'
import type { Relay } from '../lab/relay.ts'
import { nextTry } from '../lab/tcp.ts'

/* The network the fault tests run over must itself do what it says. */

describe('a road of our own', () => {
  let port: number
  let echo: Server
  let mirror: Datagrams
  let relay: Relay
  /** What chance draws next. */
  let draws: number[]

  beforeEach(async () => {
    port = await freePort()
    echo = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.pipe(socket)
    }).listen(port, '127.0.0.1')
    mirror = createSocket('udp4')
    mirror.on('message', (data, { address, port: sender }) => mirror.send(data, sender, address))
    mirror.bind(port, '127.0.0.1')
    await Promise.all([once(echo, 'listening'), once(mirror, 'listening')])
    draws = []
    relay = await openRelay({
      at: '127.0.0.2',
      to: '127.0.0.1',
      tcp: [port],
      udp: [port],
      random: () => draws.shift() ?? 0.9,
    })
  })
  afterEach(async () => {
    await relay.close()
    mirror.close()
    echo.close()
  })

  /** Says it, and resolves with what comes back until `length` signs are there. */
  const talk = async (words: readonly string[], length: number, meanwhile = () => {}): Promise<string> => {
    const socket = createConnection({ port, host: relay.at })
    for (const word of words) socket.write(word)
    meanwhile()
    let heard = ''
    for await (const data of socket) {
      heard += String(data)
      if (heard.length >= length) break
    }
    return heard
  }
  /** Sends both, and resolves with what comes back until the second is there. */
  const throwAndCatch = async (first: string, last: string): Promise<string[]> => {
    const socket = createSocket('udp4')
    const heard: string[] = []
    const done = new Promise<void>((resolve) =>
      socket.on('message', (data) => {
        heard.push(String(data))
        if (String(data) === last) resolve()
      }),
    )
    const send = (word: string): Promise<void> =>
      new Promise((resolve) => socket.send(word, port, relay.at, () => resolve()))
    await send(first)
    await send(last)
    await done
    socket.close()
    return heard
  }

  test('connections and datagrams come through, in order', async () => {
    expect(await talk(['a', 'b', 'c'], 3)).toBe('abc')
    expect(await throwAndCatch('one', 'two')).toEqual(['one', 'two'])
  })

  test('weather delays both ways', async () => {
    relay.weather({ delayMs: 40, jitterMs: 20 })
    const from = performance.now()
    await talk(['a'], 1)
    expect(performance.now() - from).toBeGreaterThan(95)
  })

  test('lost datagrams are lost, lost pieces of a connection only late', async () => {
    relay.weather({ loss: 0.6 }, 'up')
    draws = [0.5]
    expect(await talk(['a'], 1)).toBe('a')
    draws = [0.5]
    expect(await throwAndCatch('one', 'two')).toEqual(['two'])
  })

  test('a narrow road carries so much in its time, all connections together; what its queue does not hold is lost', async () => {
    relay.weather({ kbit: 80, queueMs: 300 }, 'up')
    const from = performance.now()
    // 10 bytes a millisecond: 2 000 bytes of the connection, then a datagram behind them.
    expect(await talk(['a'.repeat(2_000)], 2_000)).toHaveLength(2_000)
    expect(performance.now() - from).toBeGreaterThan(195)
    const narrow = createSocket('udp4')
    let arrived = 0
    narrow.on('message', () => (arrived += 1))
    for (let sent = 0; sent < 20; sent += 1) narrow.send(Buffer.alloc(972), port, relay.at)
    await expect.poll(() => arrived).toBe(4)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(arrived).toBe(4)
    narrow.close()
  })

  test('while it is cut nothing comes through; afterwards connections go on where they were', async () => {
    const heard = await talk(['a'], 1, () => {
      relay.cut()
      setTimeout(relay.heal, 100)
    })
    expect(heard).toBe('a')
  })

  test('TCP tries again after 200 ms, then each time after twice as long', () => {
    expect(nextTry(1_000, 200, 1_050)).toBe(1_200)
    expect(nextTry(1_000, 200, 1_500)).toBe(1_600)
    expect(nextTry(0, 200, 10_000)).toBe(12_600)
  })
})
