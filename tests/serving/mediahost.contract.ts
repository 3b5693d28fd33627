import { randomBytes, randomUUID } from 'node:crypto'
import type { MediaHost, MediaHostEvent } from '@farwindow/server/call/host.ts'
import type { RtpCapabilities, RtpParameters } from '@farwindow/shared/call/media.ts'
import { openedPeer } from '@farwindow/shared/call/media.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, valueOf } from './outcome.ts'

const fingerprint = Array.from({ length: 32 }, (_, i) => (i + 16).toString(16).toUpperCase()).join(':')
const dtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: fingerprint }],
} as const
const dtls = { role: dtlsParameters.role, fingerprints: [...dtlsParameters.fingerprints] }

let nextSsrc = 10_000
/** As a browser would send it: one codec of the router's, one encoding. */
export function streamOf(capabilities: RtpCapabilities, kind: 'audio' | 'video'): RtpParameters {
  const codec = capabilities.codecs?.find((each) => each.kind === kind)
  if (codec === undefined) throw new Error(`no ${kind} codec`)
  const { mimeType, clockRate, preferredPayloadType } = codec
  return {
    mid: String(nextSsrc),
    codecs: [
      {
        mimeType,
        clockRate,
        payloadType: preferredPayloadType,
        ...(codec.channels === undefined ? {} : { channels: codec.channels }),
      },
    ],
    encodings: [{ ssrc: (nextSsrc += 1) }],
    rtcp: { cname: 'contract' },
  }
}

/** What every media host has to do, whatever moves the packets. */
export function mediaHostContract(adapter: string, open: () => Promise<MediaHost>): void {
  describe(`a media host (${adapter})`, () => {
    let host: MediaHost
    let capabilities: RtpCapabilities
    let count = 0
    const events: MediaHostEvent[] = []
    beforeAll(async () => {
      host = await open()
      capabilities = await host.capabilities()
      host.listen((event) => events.push(event))
    })
    afterAll(() => host.close())

    const opened = async (near?: string): Promise<string> => {
      count += 1
      const peerId = `peer-${count}`
      valueOf(await host.openPeer({ peerId, ...(near === undefined ? {} : { near }) }))
      return peerId
    }
    const camera = async (peerId: string) =>
      valueOf(
        await host.produce({ peerId, source: 'camera', rtpParameters: streamOf(capabilities, 'video') }),
      ).producerId

    test('MEDIA-1: opening a peer answers all a browser needs, as plain data that fits the protocol', async () => {
      const value = valueOf(await host.openPeer({ peerId: 'plain' }))
      expect(openedPeer.parse(JSON.parse(JSON.stringify(value)))).toMatchObject({ peerId: 'plain' })
      expect(value.receive.sctpParameters).toBeDefined()
      expect(value.send.iceCandidates.map((each) => each.protocol).sort()).toEqual(['tcp', 'udp'])
      expect(codeOf(await host.openPeer({ peerId: 'plain' }))).toBe('conflict')
      await host.closePeer({ peerId: 'plain' })
    })

    test('MEDIA-2: a stream reaches another peer paused, with the sender and source named', async () => {
      const [a, b] = [await opened(), await opened()]
      const producerId = await camera(a)
      const consumer = valueOf(
        await host.consume({ peerId: b, from: { peerId: a, producerId }, rtpCapabilities: capabilities }),
      )
      expect(consumer).toMatchObject({ from: a, producerId, source: 'camera', kind: 'video' })
      const stats = valueOf(await host.stats({ peerId: b }))
      expect(stats.consumers).toEqual([{ id: consumer.id, source: 'camera', packets: 0, packetBytes: 0 }])
      const ref = { peerId: b, consumerIds: [consumer.id, 'ended-a-moment-ago'] }
      for (const step of ['resumeConsumers', 'requestKeyFrame', 'pauseConsumers', 'closeConsumers'] as const)
        valueOf(await host[step](ref))
      expect(valueOf(await host.stats({ peerId: b })).consumers).toEqual([])
    })

    test('MEDIA-3: a stream that ends takes its consumers along and tells so', async () => {
      const [a, b] = [await opened(), await opened()]
      const producerId = await camera(a)
      const from = { peerId: a, producerId }
      const { id } = valueOf(await host.consume({ peerId: b, from, rtpCapabilities: capabilities }))
      valueOf(await host.closeProducer(from))
      await expect.poll(() => events).toContainEqual({ type: 'consumerGone', peerId: b, consumerId: id })
      expect(codeOf(await host.closeProducer(from))).toBe('notFound')
      expect(codeOf(await host.consume({ peerId: b, from, rtpCapabilities: capabilities }))).toBe('notFound')
    })

    test('MEDIA-4: a second stream of one source replaces the first', async () => {
      const a = await opened()
      const [first, second] = [await camera(a), await camera(a)]
      expect(valueOf(await host.stats({ peerId: a })).producers.map((each) => each.id)).toEqual([second])
      expect(codeOf(await host.setProducerPaused({ peerId: a, producerId: first, paused: true }))).toBe(
        'notFound',
      )
      valueOf(await host.setProducerPaused({ peerId: a, producerId: second, paused: true }))
    })

    test('MEDIA-5: what a browser sends wrongly is refused, and the host goes on', async () => {
      const [a, b] = [await opened(), await opened()]
      const good = streamOf(capabilities, 'video')
      const wrong: Record<string, RtpParameters> = {
        'a codec nobody knows': {
          ...good,
          codecs: [{ mimeType: 'video/none', clockRate: 1, payloadType: 96 }],
        },
        'sound as a camera': streamOf(capabilities, 'audio'),
        'retransmission of nothing': {
          ...good,
          codecs: [
            ...good.codecs,
            { mimeType: 'video/rtx', clockRate: 90_000, payloadType: 97, parameters: { apt: 5 } },
          ],
        },
        'no name and no number': { codecs: good.codecs, encodings: [{}] },
      }
      for (const [what, rtpParameters] of Object.entries(wrong)) {
        const outcome = await host.produce({ peerId: a, source: 'camera', rtpParameters })
        expect([what, codeOf(outcome)]).toEqual([what, 'malformed'])
      }

      const dtlsWrong = { fingerprints: [{ algorithm: 'sha-256' as const, value: 'AA:BB' }] }
      for (const direction of ['send', 'receive'] as const) {
        await host.connectTransport({ peerId: b, direction, dtlsParameters: dtlsWrong })
        valueOf(await host.stats({ peerId: a }))
      }
      const producerId = await camera(a)
      const from = { peerId: a, producerId }
      expect(codeOf(await host.consume({ peerId: b, from, rtpCapabilities: { codecs: [] } }))).toBe(
        'malformed',
      )
      valueOf(await host.consume({ peerId: b, from, rtpCapabilities: capabilities }))
    })

    test('MEDIA-6: a connection takes the browser’s side once, and a new path at any time', async () => {
      const a = await opened()
      const ask = { peerId: a, direction: 'send', dtlsParameters: dtls } as const
      const before = valueOf(await host.restartIce(ask))
      valueOf(await host.connectTransport(ask))
      // Who heard no answer says it again; another one's side is not taken.
      valueOf(await host.connectTransport(ask))
      const [own] = dtls.fingerprints
      const others = {
        fingerprints: [{ ...own, algorithm: 'sha-256' as const, value: fingerprint.replace('1', '2') }],
      }
      expect(codeOf(await host.connectTransport({ ...ask, dtlsParameters: others }))).toBe('wrongState')
      expect(valueOf(await host.restartIce(ask)).usernameFragment).not.toBe(before.usernameFragment)
    })

    test('MEDIA-41: a connection for measuring is given on request, six at most, and ends on request or with its peer', async () => {
      const a = await opened()
      const probe = valueOf(await host.probe({ peerId: a, dtlsParameters: dtls }))
      expect(probe.transport.iceCandidates.map((each) => each.protocol).sort()).toEqual(['tcp', 'udp'])
      expect(new Set(probe.copies).size).toBe(8)
      const none = { messages: 0, bytes: 0 }
      const ended = valueOf(await host.probed({ peerId: a, probeId: probe.probeId }))
      expect(ended).toEqual({ echoed: none, counted: none, copied: none })
      expect(codeOf(await host.probed({ peerId: a, probeId: probe.probeId }))).toBe('notFound')
      for (let others = 0; others < 6; others += 1)
        valueOf(await host.probe({ peerId: a, dtlsParameters: dtls }))
      expect(codeOf(await host.probe({ peerId: a, dtlsParameters: dtls }))).toBe('tooMany')
      await host.closePeer({ peerId: a })
      expect(codeOf(await host.probe({ peerId: a, dtlsParameters: dtls }))).toBe('notFound')
    })

    test('MEDIA-7: a closed peer leaves nothing behind and is not found any more', async () => {
      const before = await host.inventory()
      const [a, b] = [await opened('330503'), await opened('330503')]
      const producerId = await camera(a)
      valueOf(
        await host.consume({ peerId: b, from: { peerId: a, producerId }, rtpCapabilities: capabilities }),
      )
      await Promise.all([a, b, a].map((peerId) => host.closePeer({ peerId })))
      expect(await host.inventory()).toMatchObject({
        peers: before.peers,
        producers: before.producers,
        consumers: before.consumers,
      })
      expect(codeOf(await host.stats({ peerId: a }))).toBe('notFound')
      expect(
        codeOf(await host.connectTransport({ peerId: a, direction: 'send', dtlsParameters: dtls })),
      ).toBe('notFound')
    })

    test('RECORDING-11: peers are recorded from being asked to being stopped, more may be added, and only with the one key', async () => {
      const [a, b] = [await opened('330503'), await opened('330503')]
      const recordingId = randomUUID()
      const key = randomBytes(32).toString('base64')
      const ask = { recordingId, peerIds: [a], key }
      expect(codeOf(await host.record({ ...ask, peerIds: ['nobody'] }))).toBe('notFound')
      expect(codeOf(await host.pauseRecording({ recordingId }))).toBe('notFound')
      const begun = valueOf(await host.record(ask))
      expect(valueOf(await host.record({ ...ask, peerIds: [a, b] }))).toEqual(begun)
      expect(codeOf(await host.record({ ...ask, key: randomBytes(32).toString('base64') }))).toBe('conflict')
      const state = async () =>
        (await host.inventory()).recordings.filter((each) => each.recordingId === recordingId)
      await camera(b)
      expect(await state()).toEqual([{ recordingId, state: 'recording', peerIds: [a, b] }])
      await expect
        .poll(() => events)
        .toContainEqual(
          expect.objectContaining({
            type: 'recording',
            recordingId,
            streams: [expect.objectContaining({ peerId: b, source: 'camera', bytes: 0 })],
          }),
        )
      valueOf(await host.pauseRecording({ recordingId }))
      expect((await state())[0]?.state).toBe('paused')
      valueOf(await host.resumeRecording({ recordingId }))
      const { parts } = valueOf(await host.stopRecording({ recordingId }))
      expect(parts).toMatchObject([{ recordingId, ...begun, segments: [] }])
      expect(parts[0]?.endedAt).toBeGreaterThan(begun.beganAt)
      expect(await state()).toEqual([])
      // The answer may have been lost on its way.
      expect(valueOf(await host.stopRecording({ recordingId })).parts).toEqual(parts)
    })

    test('MEDIA-8: closing twice is no error, and afterwards requests are refused, not thrown', async () => {
      const own = await open()
      valueOf(await own.openPeer({ peerId: 'x' }))
      await Promise.all([own.close(), own.close()])
      await own.close()
      expect(codeOf(await own.openPeer({ peerId: 'y' }))).toBe('unavailable')
      expect(codeOf(await own.stats({ peerId: 'x' }))).toBe('notFound')
    })
  })
}
