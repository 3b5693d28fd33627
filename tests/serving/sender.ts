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
  return { peer, transport, send }
}

/** Sends pictures of a size, 30 a second as on the clock; every tenth is a key frame. Answers what was sent. */
export const film = (
  producer: Producer,
  about: { report?: (timestamp: number) => void; moreBytes?: number } = {},
) => {
  const sent: Buffer[] = []
  let sequence = 100
  let number = 0
  const timer = setInterval(() => {
    const small = vp8Picture(number, number % 10 === 0)
    const more = Buffer.alloc(about.moreBytes ?? 0)
    // Its number stays at its end.
    const picture = Buffer.concat([small.subarray(0, 100), more, small.subarray(100)])
    const timestamp = 500_000 + number * 3_000
    if (number % 30 === 0) about.report?.(timestamp)
    for (const each of vp8Packets(picture, sequence, timestamp)) {
      producer.send(rtp(each))
      sequence += 1
    }
    sent.push(picture)
    number += 1
  }, 1000 / 30)
  const stop = (): void => clearInterval(timer)
  onTestFinished(stop)
  return { sent, stop }
}
