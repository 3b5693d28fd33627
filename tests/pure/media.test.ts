import { place } from '@farwindow/server/call/sfu/worker.ts'
import { peersPerWorker } from '@farwindow/media-config/transports.ts'
import { dtlsParameters, rtpParameters } from '@farwindow/shared/call/media.ts'
import type { Lacking } from '@farwindow/shared/call/media.ts'
import { mediaRequests } from '@farwindow/shared/call/mediaprotocol.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { valueOf } from '../serving/outcome.ts'
import { fingerprint, room, settled, stream } from './room.ts'

describe('the exchange', () => {
  test('MEDIA-2: while a call rings its streams are prepared on both sides and none flows', async () => {
    const { host, exchange, join, offered, consume } = room()
    await join('clerk', 'camera', 'microphone')
    await join('applicant', 'camera', 'microphone')
    await exchange.warm('c', 'clerk', 'applicant')
    for (const session of ['clerk', 'applicant']) {
      expect(offered(session)).toHaveLength(2)
      valueOf(await consume(session, offered(session)))
    }
    expect(host.flowing()).toEqual([])
    await exchange.answer('c')
    expect(host.flowing()).toEqual([...offered('clerk'), ...offered('applicant')].sort())
  })

  test('MEDIA-19: a stream flows only once its browser is ready for it, however early the answer came', async () => {
    const { host, exchange, join, offered, consume } = room()
    await join('clerk', 'camera')
    await join('applicant', 'camera')
    await exchange.warm('c', 'clerk', 'applicant')
    await exchange.answer('c')
    expect(host.flowing()).toEqual([])
    valueOf(await consume('clerk', offered('clerk')))
    expect(host.flowing()).toEqual(offered('clerk'))
    valueOf(await consume('applicant', [...offered('applicant'), ...offered('clerk'), 'guessed']))
    expect(host.flowing()).toEqual([...offered('clerk'), ...offered('applicant')].sort())
  })

  test('MEDIA-15: what a side sends later is offered to the other at once, and said to be live', async () => {
    const { exchange, join, offered, told, peerOf } = room()
    await join('clerk', 'camera')
    await join('applicant')
    await exchange.warm('c', 'clerk', 'applicant')
    await exchange.answer('c')
    expect(offered('clerk')).toEqual([])
    const input = { ...peerOf('applicant'), source: 'camera', rtpParameters: stream } as const
    valueOf(await exchange.requests['media.produce']('applicant', input))
    await settled()
    expect(offered('clerk')).toHaveLength(1)
    expect(told('clerk', 'media.offered').at(-1)).toMatchObject({ data: { live: true, callId: 'c' } })
  })

  test('MEDIA-22: why a side cannot send is told to the other, whether it says so before the call or in it', async () => {
    const { exchange, join, told, peerOf } = room()
    const lack = (lacking: Lacking) =>
      exchange.requests['media.lack']('applicant', { ...peerOf('applicant'), lacking })
    await join('clerk', 'camera')
    await join('applicant')
    valueOf(await lack({ camera: 'denied' }))
    expect(told('clerk', 'media.lacking')).toEqual([])
    await exchange.warm('c', 'clerk', 'applicant')
    expect(told('clerk', 'media.lacking').at(-1)).toMatchObject({ data: { lacking: { camera: 'denied' } } })
    valueOf(await lack({}))
    expect(told('clerk', 'media.lacking').at(-1)).toMatchObject({ data: { callId: 'c', lacking: {} } })
    expect(told('applicant', 'media.lacking')).toEqual([])
  })

  test('MEDIA-23: who is back after a break gets whole pictures, and so does who looks at them', async () => {
    const { host, exchange, join, offered, consume, peerOf } = room()
    await join('clerk', 'camera')
    await join('applicant', 'camera')
    await exchange.warm('c', 'clerk', 'applicant')
    await exchange.answer('c')
    valueOf(await consume('clerk', offered('clerk')))
    const back = () => exchange.requests['media.keyFrame']('applicant', peerOf('applicant'))
    valueOf(await back())
    expect(host.keyFrames).toEqual(offered('clerk'))
    valueOf(await consume('applicant', offered('applicant')))
    valueOf(await back())
    expect(host.keyFrames.slice(1).sort()).toEqual([...offered('clerk'), ...offered('applicant')].sort())
  })

  test('MEDIA-13: a side that sees and hears nobody still knows of the call, so that it is seen and heard', async () => {
    const { exchange, join, told } = room()
    await join('clerk', 'camera')
    await join('applicant')
    await exchange.warm('c', 'clerk', 'applicant')
    expect(told('clerk', 'media.offered')).toMatchObject([{ data: { live: false, consumers: [] } }])
    await exchange.answer('c')
    await join('clerk', 'camera')
    await settled()
    expect(told('clerk', 'media.offered').at(-1)).toMatchObject({ data: { live: true, consumers: [] } })
  })

  test('MEDIA-16: a session that opens again is put through again, and its former streams are gone', async () => {
    const { host, exchange, join, offered, consume, told } = room()
    await join('clerk', 'camera')
    await join('applicant', 'camera')
    await exchange.warm('c', 'clerk', 'applicant')
    await exchange.answer('c')
    const before = offered('clerk')
    await join('applicant', 'camera')
    await settled()
    expect(told('clerk', 'media.gone')).toMatchObject([{ data: { consumerIds: before } }])
    const now = offered('clerk').filter((id) => !before.includes(id))
    expect(now).toHaveLength(1)
    valueOf(await consume('clerk', now))
    valueOf(await consume('applicant', offered('applicant')))
    expect(host.flowing()).toEqual([...now, ...offered('applicant')].sort())
  })

  test('MEDIA-17: a peer the host lost is told to its session, which then comes back into the call', async () => {
    const { host, exchange, join, offered, told, peerOf } = room()
    await join('clerk', 'camera')
    await join('applicant', 'camera')
    await exchange.warm('c', 'clerk', 'applicant')
    const lost = peerOf('clerk')
    host.lose(lost.peerId)
    expect(told('clerk', 'media.lost')).toMatchObject([{ data: lost }])
    expect(await exchange.requests['media.stop']('clerk', { ...lost, source: 'camera' })).toMatchObject({
      refusal: { code: 'notFound' },
    })
    await join('clerk', 'camera')
    await settled()
    expect(offered('clerk')).toHaveLength(1)
  })

  test('MEDIA-18: a tab whose peer was replaced is told so, and refused from then on', async () => {
    const { exchange, join, peerOf, told } = room()
    await join('clerk', 'camera')
    const former = peerOf('clerk')
    await join('clerk', 'camera')
    expect(told('clerk', 'media.replaced')).toMatchObject([{ data: former }])
    expect(await exchange.requests['media.pause']('clerk', { ...former, source: 'camera' })).toMatchObject({
      refusal: { code: 'wrongState' },
    })
    // Closing the former peer late must not close the new one.
    valueOf(await exchange.requests['media.close']('clerk', former))
    valueOf(await exchange.stats('clerk'))
  })

  test('MEDIA-20: whatever order things happen in, nothing flows in a call that is not answered or over', async () => {
    const step = fc.constantFrom(
      'warm',
      'answer',
      'end',
      'clerk',
      'applicant',
      'consumeC',
      'consumeA',
      'loseC',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { host, exchange, join, offered, consume, peerOf } = room()
        let answered = false
        const flowedTooSoon: string[] = []
        for (const each of steps) {
          if (each === 'warm') await exchange.warm('c', 'clerk', 'applicant')
          if (each === 'answer') await exchange.answer('c')
          if (each === 'end') await exchange.end('c')
          if (each === 'clerk' || each === 'applicant') await join(each, 'camera', 'microphone')
          if (each === 'consumeC') await consume('clerk', offered('clerk'))
          if (each === 'consumeA') await consume('applicant', offered('applicant'))
          if (each === 'loseC') host.lose(peerOf('clerk').peerId)
          await settled()
          answered = each === 'answer' || (answered && each !== 'end')
          flowedTooSoon.push(...(answered ? [] : host.flowing()))
        }
        expect(flowedTooSoon).toEqual([])
        await exchange.end('c')
        await exchange.close()
        expect(host.left()).toEqual({ peers: 0, producers: 0, consumers: 0 })
      }),
    )
  })
})

describe('what browsers send', () => {
  test('MEDIA-5: parameters are bounded, and what is not named does not get through', () => {
    const codec = { mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 }
    expect(rtpParameters.parse({ codecs: [{ ...codec, more: 1 }], more: 1 })).toEqual({ codecs: [codec] })
    const wrong = [
      { codecs: [] },
      { codecs: Array.from({ length: 17 }, () => codec) },
      { codecs: [{ ...codec, payloadType: 256 }] },
      { codecs: [{ ...codec, mimeType: 'application/x' }] },
      { codecs: [{ ...codec, parameters: { apt: {} } }] },
      { codecs: [codec], encodings: [{ ssrc: 2 ** 32 }] },
      { codecs: [codec], headerExtensions: [{ uri: 'urn:unknown', id: 1 }] },
    ]
    expect(wrong.filter((each) => rtpParameters.safeParse(each).success)).toEqual([])
    expect(dtlsParameters.safeParse({ fingerprints: [{ ...fingerprint, value: 'x' }] }).success).toBe(false)
  })

  test('MEDIA-5: no input whatever makes a schema throw', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        for (const { input: schema } of Object.values(mediaRequests))
          expect(() => schema.safeParse(input)).not.toThrow()
      }),
    )
  })
})

describe('placement on workers', () => {
  test('MEDIA-10: next to one’s neighbours while there is room, else where it is emptiest', () => {
    const alone = { neighbours: 0 }
    expect(
      place([
        { ...alone, peers: 3 },
        { ...alone, peers: 1 },
        { ...alone, peers: 1 },
      ]),
    ).toBe(1)
    expect(
      place([
        { ...alone, peers: 0 },
        { neighbours: 2, peers: 50 },
      ]),
    ).toBe(1)
    expect(
      place([
        { ...alone, peers: 90 },
        { neighbours: 2, peers: peersPerWorker },
      ]),
    ).toBe(0)
  })
})
