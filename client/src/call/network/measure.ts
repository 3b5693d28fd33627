import { probeCopies } from '@farwindow/shared/call/probe.ts'
import type { Measured } from './findings.ts'
import type { OpenWay } from './way.ts'

/** As voice goes: a small packet every 20 ms, for a second. */
const voice = { bytes: 160, everyMs: 20, forMs: 1_000, lateMs: 500 }
/** As much as a picture of 720p takes at its best. Each way costs at most 300 kB. */
const burst = { bytes: 1_000, kbit: 2_000, forMs: 1_200, lateMs: 1_500 }
/** More than this is not given to the connection at a time: what it has taken shall be on the road, not in a queue here. */
const inHandBytes = 8_000
const tickMs = 10
const markBytes = 8

const until = (ms: number, aborted: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    aborted.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })

/** Sends at this rate, as far as the connection takes it; answers how many messages went. */
const sendSteadily = async (
  channel: RTCDataChannel,
  about: { readonly bytes: number; readonly perSecond: number; readonly forMs: number },
  aborted: AbortSignal,
): Promise<number> => {
  const data = new ArrayBuffer(about.bytes)
  const from = performance.now()
  let sent = 0
  for (let spent = 0; spent < about.forMs; spent = performance.now() - from) {
    const due = (spent / 1_000) * about.perSecond
    for (; sent < due && channel.bufferedAmount < inHandBytes; sent += 1) {
      if (channel.readyState !== 'open') return sent
      channel.send(data)
    }
    await until(tickMs, aborted)
    if (aborted.aborted) return sent
  }
  return sent
}

const sizeOf = ({ data }: MessageEvent<unknown>): number =>
  data instanceof ArrayBuffer ? data.byteLength : 0

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** How long a message takes there and back, and how many come back. */
const listenToEcho = async ({ echoed }: OpenWay, aborted: AbortSignal) => {
  const delays: number[] = []
  let back = 0
  const sentAt: number[] = []
  const hear = ({ data }: MessageEvent<unknown>): void => {
    if (!(data instanceof ArrayBuffer) || data.byteLength !== voice.bytes) return
    back += 1
    const at = sentAt[new DataView(data).getUint32(0)]
    if (at !== undefined) delays.push(performance.now() - at)
  }
  echoed.addEventListener('message', hear)
  const data = new DataView(new ArrayBuffer(voice.bytes))
  const from = performance.now()
  for (let spent = 0; spent < voice.forMs && !aborted.aborted; spent = performance.now() - from) {
    while (sentAt.length * voice.everyMs <= spent && echoed.readyState === 'open') {
      data.setUint32(0, sentAt.length)
      sentAt.push(performance.now())
      echoed.send(data)
    }
    await until(tickMs, aborted)
  }
  await until(
    Math.min(voice.lateMs, 100 + 2 * (delays.length === 0 ? voice.lateMs : median(delays))),
    aborted,
  )
  echoed.removeEventListener('message', hear)
  return { sent: sentAt.length, back, roundTripMs: median(delays) }
}

/** How long the road takes for what was sent: a mark behind it comes back when all before it is through. */
const passedMs = async (way: OpenWay, roundTripMs: number, aborted: AbortSignal): Promise<number> => {
  const from = performance.now()
  const heard = new Promise<void>((resolve) => {
    way.echoed.addEventListener('message', (event) => sizeOf(event) === markBytes && resolve())
  })
  if (way.echoed.readyState === 'open') way.echoed.send(new ArrayBuffer(markBytes))
  await Promise.race([heard, until(burst.lateMs, aborted)])
  return Math.max(0, performance.now() - from - roundTripMs)
}

/** What comes in while the copies are sent for; in bits a millisecond, which are kbit a second. */
const takeCopies = async (way: OpenWay, aborted: AbortSignal): Promise<number> => {
  let [bytes, firstAt, lastAt] = [0, 0, 0]
  const hear = (event: MessageEvent<unknown>): void => {
    lastAt = performance.now()
    if (firstAt === 0) firstAt = lastAt
    else bytes += sizeOf(event)
  }
  for (const copy of way.copies) copy.addEventListener('message', hear)
  const perSecond = (burst.kbit * 1_000) / 8 / burst.bytes / probeCopies
  await sendSteadily(way.copied, { bytes: burst.bytes, perSecond, forMs: burst.forMs }, aborted)
  for (const copy of way.copies) copy.removeEventListener('message', hear)
  return lastAt === firstAt ? 0 : (bytes * 8) / (lastAt - firstAt)
}

/** Measures an open way, in about four seconds, and ends it. Null when it broke or was aborted meanwhile. */
export const measure = async (way: OpenWay, aborted: AbortSignal): Promise<Measured | null> => {
  const { sent, back, roundTripMs } = await listenToEcho(way, aborted)
  const from = performance.now()
  const perSecond = (burst.kbit * 1_000) / 8 / burst.bytes
  await sendSteadily(way.counted, { bytes: burst.bytes, perSecond, forMs: burst.forMs }, aborted)
  const spent = performance.now() - from
  const outMs = spent + (await passedMs(way, Number.isNaN(roundTripMs) ? 0 : roundTripMs, aborted))
  const downKbit = await takeCopies(way, aborted)
  const counts = await way.end()
  if (counts === null || aborted.aborted || sent === 0) return null
  const arrived = Math.min(counts.echoed.messages, sent)
  return {
    over: way.way,
    roundTripMs: Math.round(Number.isNaN(roundTripMs) ? voice.lateMs : roundTripMs),
    upKbit: Math.round((counts.counted.bytes * 8) / outMs),
    downKbit: Math.round(downKbit),
    lossUp: 1 - arrived / sent,
    lossDown: arrived === 0 ? 1 : Math.max(0, 1 - back / arrived),
  }
}
