import { readinessOf } from '@farwindow/client/call/media/readiness.ts'
import type { Readiness } from '@farwindow/client/call/media/readiness.ts'
import type { Remote } from '@farwindow/client/call/media/view.ts'
import { describe, expect, test } from 'vitest'

const stream = (source: 'camera' | 'microphone', about: Partial<Remote> = {}): Remote => ({
  consumerId: source,
  from: 'p',
  source,
  // Nothing is asked of it here.
  track: {} as MediaStreamTrack,
  callId: 'c',
  by: 'person:lin',
  muted: false,
  thin: false,
  ...about,
})
const [camera, microphone] = [stream('camera'), stream('microphone')]
const both = [camera, microphone]
const closed = stream('camera', { muted: true })
const paused = stream('camera', { muted: true, thin: true })
const toHost = { route: 'sfu', up: true, late: true } as const
const toDirect = { route: 'direct', up: true, late: false } as const

describe('another way takes the stage', () => {
  test.each([
    ['when its picture moves', both, { ...toHost, remotes: both }, 'whenMoving'],
    ['not before the sound has come as well', both, { ...toHost, remotes: [camera] }, 'no'],
    [
      'not before the picture has come, however long that takes',
      both,
      { ...toHost, remotes: [microphone] },
      'no',
    ],
    [
      'not with a picture that is paused for the network',
      both,
      { ...toHost, remotes: [paused, microphone] },
      'no',
    ],
    [
      'with no picture when the other has just closed the camera',
      both,
      { ...toHost, remotes: [closed, microphone] },
      'yes',
    ],
    ['with sound alone where there was no more', [microphone], { ...toHost, remotes: [microphone] }, 'yes'],
    ['where nothing comes and nothing came, after a while', [], { ...toHost, remotes: [] }, 'yes'],
    ['… and not before', [], { ...toHost, late: false, remotes: [] }, 'no'],
    [
      'of a host of which it is not known whether it lives, for a while not without its picture',
      both,
      { ...toDirect, remotes: [microphone] },
      'no',
    ],
    ['… and then without', both, { ...toDirect, late: true, remotes: [microphone] }, 'yes'],
    ['directly as soon as it moves', both, { ...toDirect, remotes: both }, 'whenMoving'],
    [
      'not over a connection that is not up',
      [closed, microphone],
      { ...toHost, up: false, late: false, remotes: [closed, microphone] },
      'no',
    ],
  ] satisfies (readonly [string, readonly Remote[], Parameters<typeof readinessOf>[1], Readiness])[])(
    'DIRECT-6: %s',
    (_case, shown, next, readiness) => {
      expect(readinessOf(shown, next)).toBe(readiness)
    },
  )
})
