import { createSocket } from 'node:dgram'
import { createConnection, createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { parseArgs } from 'node:util'
import { freePort, openRelay } from '../lab/relay.ts'
import type { Relay } from '../lab/relay.ts'
import { quantile } from './report.ts'

/*
 * How far people are from the desk. Whoever is measured stands behind a relay of our own: pages, sockets and media
 * alike come and go over it, half of the round trip each way, the same for every packet unless jitter is asked for;
 * nothing is lost and nothing is narrow. The relay stands there at 0 ms, too, so that all distances differ in nothing else.
 */

/** What lies between each person and the desk. */
export interface Distance {
  readonly rttMs: number
  /** Up to so much more each way, at random. */
  readonly jitterMs: number
}

/** `--rtt 0,50,150` or `--rtt 0 --rtt 50`, in ms; `--jitter` in ms. None: next door. */
export const distanceArgs = (): readonly Distance[] => {
  const { values } = parseArgs({
    options: { rtt: { type: 'string', multiple: true }, jitter: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  })
  const asked = (values.rtt ?? ['0']).flatMap((each) => String(each).split(/[,|]/))
  const jitterMs = msOf('--jitter', String(values.jitter ?? 0))
  return [...new Set(asked)].map((each) => ({ rttMs: msOf('--rtt', each), jitterMs }))
}

const msOf = (flag: string, word: string): number => {
  const ms = Number(word)
  if (word.trim() === '' || !(ms >= 0 && ms <= 2_000))
    throw new Error(`${flag} wants milliseconds from 0 to 2000, not ${word}`)
  return ms
}

export const inWords = ({ rttMs, jitterMs }: Distance): string =>
  `${rttMs} ms round trip${jitterMs > 0 ? `, up to ${jitterMs} ms jitter each way` : ''}`

/** From now on everybody beyond this relay is so far away. */
export const setApart = (relay: Relay, { rttMs, jitterMs }: Distance): void =>
  relay.weather({ delayMs: rttMs / 2, jitterMs })

/** An IPv4 address of this machine besides the loopback's: a server that shall not take a relay's ports listens on it. */
export const ownAddress = (): string => {
  const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
  const found = all.find(({ family, internal }) => family === 'IPv4' && !internal)
  if (found === undefined) throw new Error('This benchmark needs an IPv4 address besides the loopback')
  return found.address
}

const pings = 30

/** What a message there and back really takes over a relay of this distance; the median in ms, for each protocol. */
const trueRoundTrip = async (distance: Distance): Promise<{ readonly udp: number; readonly tcp: number }> => {
  const port = await freePort()
  const udpEcho = createSocket('udp4')
  udpEcho.on('message', (data, { port: back, address }) => udpEcho.send(data, back, address))
  await new Promise<void>((resolve) => udpEcho.bind(port, '127.0.0.1', resolve))
  const tcpEcho = createServer((socket) => socket.setNoDelay(true).pipe(socket))
  await new Promise<void>((resolve) => tcpEcho.listen(port, '127.0.0.1', resolve))
  const relay = await openRelay({ at: '127.0.0.9', to: '127.0.0.1', tcp: [port], udp: [port] })
  setApart(relay, distance)
  const udp = createSocket('udp4')
  const tcp = createConnection({ host: relay.at, port, noDelay: true })
  try {
    const over = async (send: () => void, answer: (heard: () => void) => void): Promise<number> => {
      const taken: number[] = []
      for (let ping = 0; ping < pings; ping += 1) {
        const from = performance.now()
        const heard = new Promise<void>((resolve) => answer(resolve))
        send()
        await heard
        taken.push(performance.now() - from)
      }
      return quantile(taken, 0.5)
    }
    return {
      udp: await over(
        () => udp.send('x', port, relay.at),
        (heard) => udp.once('message', heard),
      ),
      tcp: await over(
        () => tcp.write('x'),
        (heard) => tcp.once('data', heard),
      ),
    }
  } finally {
    udp.close()
    udpEcho.close()
    tcp.destroy()
    await relay.close()
    tcpEcho.close()
  }
}

/** Says what lies between, as asked for and as it is. */
export const sayDistances = async (distances: readonly Distance[]): Promise<void> => {
  for (const distance of distances) {
    const { udp, tcp } = await trueRoundTrip(distance)
    console.log(
      `${inWords(distance)} between each person and the desk, half each way, through our relay; ` +
        `measured ${udp.toFixed(1)} ms over UDP, ${tcp.toFixed(1)} ms over TCP`,
    )
  }
}
