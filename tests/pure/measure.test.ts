import { measure } from '@farwindow/client/call/network/measure.ts'
import type { OpenWay } from '@farwindow/client/call/network/way.ts'
import { probeCopies } from '@farwindow/shared/call/probe.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

/** A road: how much goes over it each way, how long it takes, and which message of how many gets lost. */
interface Road {
  readonly kbit: { readonly up: number; readonly down: number }
  readonly delayMs: number
  readonly losesEach: { readonly up: number; readonly down: number }
  /** What waits for the road waits on it, unseen, and not in the browser. */
  readonly deep: boolean
}

const now = (): number => performance.now()
/** As long as one of the packets that go as voice does. */
const isVoice = (bytes: number): boolean => bytes === 160

/** One direction of a road: a queue that empties at its rate. */
const lane = (kbit: number, delayMs: number, losesEach: number) => {
  let freeAt = 0
  let count = 0
  return {
    queuedBytes: (): number => (Math.max(0, freeAt - now()) * kbit) / 8,
    carry: (bytes: number, arrive: () => void, mayBeLost = true): void => {
      freeAt = Math.max(now(), freeAt) + (bytes * 8) / kbit
      count += 1
      if (!mayBeLost || count % losesEach !== 0) setTimeout(arrive, freeAt - now() + delayMs)
    },
  }
}

/** What `measure` needs of a data channel. */
const channel = (queuedBytes: () => number, send: (bytes: number, data: ArrayBuffer) => void) => {
  const target = new EventTarget()
  Object.defineProperty(target, 'bufferedAmount', { get: queuedBytes })
  return Object.assign(target, {
    readyState: 'open',
    send: (data: ArrayBuffer | DataView<ArrayBuffer>) => {
      const buffer = data instanceof DataView ? data.buffer : data
      send(buffer.byteLength, buffer.slice(0))
    },
  }) as unknown as RTCDataChannel
}
const comes = (to: EventTarget, data: ArrayBuffer): boolean =>
  to.dispatchEvent(new MessageEvent('message', { data }))

/** A way over such a road, with a host at its end that does as ours does. */
const wayOver = ({ kbit, delayMs, losesEach, deep }: Road): OpenWay => {
  const up = lane(kbit.up, delayMs, losesEach.up)
  const down = lane(kbit.down, delayMs, losesEach.down)
  const waiting = (): number => (deep ? 0 : up.queuedBytes())
  const none = { messages: 0, bytes: 0 }
  const counts = { echoed: { ...none }, counted: { ...none }, copied: { ...none } }
  const echoed: RTCDataChannel = channel(waiting, (bytes, data) =>
    up.carry(
      bytes,
      () => {
        if (isVoice(bytes)) counts.echoed.messages += 1
        down.carry(bytes, () => comes(echoed, data), isVoice(bytes))
      },
      isVoice(bytes),
    ),
  )
  const counted = channel(waiting, (bytes) =>
    up.carry(bytes, () => {
      counts.counted.bytes += bytes
    }),
  )
  const copies = Array.from({ length: probeCopies }, () => channel(down.queuedBytes, () => undefined))
  const copied = channel(waiting, (bytes, data) =>
    up.carry(bytes, () => {
      for (const copy of copies) down.carry(bytes, () => comes(copy, data))
    }),
  )
  return { way: 'udp', echoed, counted, copied, copies, end: async () => counts }
}

const never = Infinity
const good: Road = {
  kbit: { up: 20_000, down: 20_000 },
  delayMs: 10,
  losesEach: { up: never, down: never },
  deep: false,
}

const measured = async (road: Partial<Road>) => {
  const measuring = measure(wayOver({ ...good, ...road }), new AbortController().signal)
  await vi.advanceTimersByTimeAsync(20_000)
  const found = await measuring
  if (found === null) throw new Error('nothing was measured')
  return found
}

describe('what is measured before a call', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('MEDIA-40: a good road is found to be one', async () => {
    const found = await measured({})
    expect(found).toMatchObject({ over: 'udp', lossUp: 0, lossDown: 0 })
    expect(found.roundTripMs).toBeGreaterThanOrEqual(20)
    expect(found.roundTripMs).toBeLessThan(40)
    for (const kbit of [found.upKbit, found.downKbit]) expect(kbit).toBeGreaterThan(1_500)
  })

  test.each(['up', 'down'] as const)('MEDIA-40: what is narrow on the way %s is found there', async (way) => {
    const found = await measured({ kbit: { ...good.kbit, [way]: 400 } })
    const [narrow, wide] = way === 'up' ? [found.upKbit, found.downKbit] : [found.downKbit, found.upKbit]
    expect(narrow).toBeGreaterThan(300)
    expect(narrow).toBeLessThan(500)
    // The copies come from what went up.
    expect(wide).toBeGreaterThan(1_200)
  })

  test('MEDIA-40: a narrow road with a long queue on it is not taken for a wide one', async () => {
    const { upKbit } = await measured({ kbit: { ...good.kbit, up: 900 }, deep: true })
    expect(upKbit).toBeGreaterThan(700)
    expect(upKbit).toBeLessThan(1_200)
  })

  test.each(['up', 'down'] as const)('MEDIA-40: what gets lost on the way %s is found there', async (way) => {
    const found = await measured({ losesEach: { ...good.losesEach, [way]: 8 } })
    const [lossy, clean] = way === 'up' ? [found.lossUp, found.lossDown] : [found.lossDown, found.lossUp]
    expect(lossy).toBeGreaterThan(0.08)
    expect(lossy).toBeLessThan(0.17)
    expect(clean).toBe(0)
  })

  test('MEDIA-40: what is not heard to the end is not told', async () => {
    const over = new AbortController()
    const measuring = measure(wayOver(good), over.signal)
    await vi.advanceTimersByTimeAsync(500)
    over.abort()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await measuring).toBeNull()
  })
})
