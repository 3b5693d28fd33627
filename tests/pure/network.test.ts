import { answerOf, fingerprintsIn } from '@farwindow/client/call/network/sdp.ts'
import { nothingFound, toneOf, verdictOf } from '@farwindow/client/call/network/findings.ts'
import type { Findings, Measured } from '@farwindow/client/call/network/findings.ts'
import { en } from '@farwindow/client/words/en.ts'
import { zh } from '@farwindow/client/words/zh.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const well: Measured = {
  over: 'udp',
  roundTripMs: 30,
  upKbit: 1_900,
  downKbit: 1_900,
  lossUp: 0,
  lossDown: 0,
}
const done = (change: Partial<Findings> = {}, measured: Partial<Measured> = {}): Findings => ({
  ...nothingFound,
  phase: 'done',
  roundTripMs: 40,
  ways: { udp: 'open', tcp: 'open', turn: 'none' },
  measured: { ...well, ...measured },
  ...change,
})
const closed = { udp: 'closed', tcp: 'closed', turn: 'none' } as const

describe('what the network lets through', () => {
  test.each([
    ['good', done()],
    ['checking', { ...nothingFound, phase: 'running' } as const],
    ['hostAway', { ...nothingFound, hostAway: true }],
    ['blocked', done({ ways: closed, measured: null })],
    ['noUdp', done({ ways: { ...closed, tcp: 'open' } }, { over: 'tcp' })],
    ['turnOnly', done({ ways: { ...closed, turn: 'open' } }, { over: 'turn' })],
    ['voiceOnly', done({}, { upKbit: 60 })],
    ['voiceOnly', done({}, { downKbit: 60 })],
    ['slowUp', done({}, { upKbit: 500 })],
    ['slowDown', done({}, { downKbit: 500 })],
    ['slow', done({}, { upKbit: 500, downKbit: 400 })],
    ['lossy', done({}, { lossDown: 0.09 })],
    ['late', done({ roundTripMs: 900 })],
    ['late', done({}, { roundTripMs: 600 })],
  ] as const)('MEDIA-40: it is said to be %s', (verdict, findings) => {
    expect(verdictOf('online', findings)).toBe(verdict)
  })

  test('MEDIA-40: the desk’s line comes before all else, and what one would notice before what staff would mend', () => {
    expect(verdictOf('offline', done())).toBe('offline')
    expect(verdictOf('online', done({ ways: { ...closed, tcp: 'open' } }, { over: 'tcp', upKbit: 90 }))).toBe(
      'voiceOnly',
    )
  })

  test('MEDIA-40: one can call with everything but a line, a host or a way that is not there', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const kbit = fc.integer({ min: 0, max: 3_000 })
    fc.assert(
      fc.property(kbit, kbit, share, share, (upKbit, downKbit, lossUp, lossDown) => {
        const verdict = verdictOf('online', done({}, { upKbit, downKbit, lossUp, lossDown }))
        expect(['good', 'fair']).toContain(toneOf(verdict))
      }),
    )
    for (const verdict of ['offline', 'hostAway', 'blocked'] as const) {
      expect(toneOf(verdict)).toBe('bad')
      // Whoever cannot call is told what to do, and staff where to look.
      for (const words of [zh.network, en.network]) {
        expect(words[`do_${verdict}`]).toMatch(/[。.]$/)
        expect(words[`staff_${verdict}`]).toMatch(/[。.]$/)
      }
    }
  })

  test('MEDIA-40: each way is tried alone: the far end’s answer holds only its addresses', () => {
    const address = { foundation: 'f', priority: 1, ip: '10.0.0.1', address: '10.0.0.1', port: 40_000 }
    const transport = {
      id: 't',
      iceParameters: { usernameFragment: 'u', password: 'p' },
      iceCandidates: [
        { ...address, protocol: 'udp', type: 'host' },
        { ...address, protocol: 'tcp', type: 'host', tcpType: 'passive' },
      ],
      dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AA:BB' }] },
    } satisfies Parameters<typeof answerOf>[0]
    const candidates = (over: 'udp' | 'tcp' | null): string[] =>
      answerOf(transport, over)
        .split('\r\n')
        .filter((line) => line.startsWith('a=candidate'))
    expect(candidates('udp')).toEqual(['a=candidate:f 1 udp 1 10.0.0.1 40000 typ host'])
    expect(candidates('tcp')).toEqual(['a=candidate:f 1 tcp 1 10.0.0.1 40000 typ host tcptype passive'])
    expect(candidates(null)).toHaveLength(2)
    expect(fingerprintsIn('v=0\r\na=fingerprint:sha-256 AA:BB\r\n')).toEqual([
      { algorithm: 'sha-256', value: 'AA:BB' },
    ])
  })
})
