import { setImmediate } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Peer, Producing } from '@farwindow/server/call/sfu/peer.ts'
import { startWorker } from '@farwindow/server/call/sfu/worker.ts'
import { rtp, vp8Packets, vp8Picture } from '../pure/rtp.ts'

/* Somebody who sends media by hand, on a real worker. */

type Producer = Producing['producer']

const workerBin = process.env['MEDIASOUP_WORKER_BIN']

/** A peer that sends what it is told to. */
export const openSender = async () => {
  const worker = await startWorker(
    { listen: [{ ip: '127.0.0.1' }], port: 0, ...(workerBin === undefined ? {} : { workerBin }) },
    () => undefined,
  )
  onTestFinished(() => worker.close())
  const transport = await worker.router.createDirectTransport()
  const producers = new Map<string, Producing>()
  // All the recorder looks at.
  const peer = { id: 'a', worker, producers } as unknown as Peer
  const send = async (source: 'camera' | 'microphone'): Promise<Producer> => {
    const codec =
      source === 'camera'
        ? { mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 }
        : { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 96 }
    const producer = await transport.produce({
      kind: source === 'camera' ? 'video' : 'audio',
      rtpParameters: { codecs: [codec], encodings: [{ ssrc: 77 }], rtcp: { cname: 'one' } },
    })
    producers.set(producer.id, { producer, source })
    return producer
  }
  /** What was sent until now has come out at the other end: the worker answers in the order it is asked. */
  const cameThrough = async (): Promise<void> => {
    await Promise.all([...producers.values()].map(({ producer }) => producer.getStats()))
    // Packets are passed on one turn of the loop later than answers.
    await setImmediate()
  }
  return { peer, transport, send, cameThrough }
}

const pictureMs = 1_000 / 30

/**
 * Sends pictures of a size, 30 a second as on the clock, also where the machine lags behind it for a while; every
 * tenth is a key frame. `report` is told, once a second, the timestamp of this moment and the moment. Answers what
 * was sent, and when the last of it was taken.
 */
export const film = (
  producer: Producer,
  about: { report?: (timestamp: number, at: number) => void; moreBytes?: number } = {},
) => {
  const sent: Buffer[] = []
  const beganAt = Date.now()
  let sequence = 100
  let number = 0
  const takenAt = (which: number): number => beganAt + which * pictureMs
  const send = (): void => {
    const small = vp8Picture(number, number % 10 === 0)
    const more = Buffer.alloc(about.moreBytes ?? 0)
    // Its number stays at its end.
    const picture = Buffer.concat([small.subarray(0, 100), more, small.subarray(100)])
    const timestamp = 500_000 + number * 3_000
    const at = Date.now()
    if (number % 30 === 0) about.report?.(500_000 + Math.round((at - beganAt) * 90), at)
    for (const each of vp8Packets(picture, sequence, timestamp)) {
      producer.send(rtp(each))
      sequence += 1
    }
    sent.push(picture)
    number += 1
  }
  const timer = setInterval(() => {
    while (Date.now() >= takenAt(number)) send()
  }, pictureMs / 2)
  const stop = (): void => clearInterval(timer)
  onTestFinished(stop)
  return { sent, stop, lastTakenAt: () => takenAt(number - 1) }
}
