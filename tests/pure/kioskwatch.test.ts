import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kioskPolicy } from '@farwindow/server/launcher/kiosk/policy.ts'
import { hungMs, isLost, visitOverMs } from '@farwindow/server/launcher/kiosk/watch.ts'
import { absenceMs } from '@farwindow/shared/call/machine.ts'

describe('the shell around a kiosk’s page', () => {
  test('KIOSK-20: a page that was silent for 20 s is lost, unless a visit was on when it last spoke', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(2 * visitOverMs), (heardAt, silentMs) => {
        expect(isLost({ heardAt, visiting: false }, heardAt + silentMs)).toBe(silentMs >= hungMs)
        expect(isLost({ heardAt, visiting: true }, heardAt + silentMs)).toBe(silentMs >= visitOverMs)
      }),
    )
    expect(visitOverMs).toBeGreaterThan(absenceMs)
  })

  test('KIOSK-21: the policy names one origin, and closes everything to the others', () => {
    expect(kioskPolicy('https://window.example.cn')).toMatchObject({
      VideoCaptureAllowed: false,
      VideoCaptureAllowedUrls: ['https://window.example.cn'],
      AudioCaptureAllowed: false,
      AudioCaptureAllowedUrls: ['https://window.example.cn'],
      ScreenCaptureAllowed: false,
      ScreenCaptureAllowedByOrigins: ['https://window.example.cn'],
      URLBlocklist: ['*'],
      URLAllowlist: ['https://window.example.cn'],
    })
  })
})
