import { createMediaStore } from '@farwindow/client/call/mediastore.ts'
import type { Link } from '@farwindow/client/link.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

/** A camera or microphone that is granted when the test says so. */
interface Asked {
  readonly constraints: MediaStreamConstraints
  readonly tracks: readonly { readonly kind: string; readonly stop: ReturnType<typeof vi.fn<() => void>> }[]
  grant(): void
}

const deaf = { on: () => () => undefined, onBack: () => () => undefined } as unknown as Link

describe('one’s own devices', () => {
  let asked: Asked[]

  beforeEach(() => {
    asked = []
    const getUserMedia = (constraints: MediaStreamConstraints): Promise<unknown> =>
      new Promise((resolve) => {
        const tracks = (['video', 'audio'] as const)
          .filter((kind) => constraints[kind] !== undefined)
          .map((kind) =>
            Object.assign(new EventTarget(), {
              kind,
              muted: false,
              readyState: 'live',
              stop: vi.fn<() => void>(),
              getSettings: () => ({ facingMode: 'environment' }),
            }),
          )
        const of = (kind: string) => tracks.filter((track) => track.kind === kind)
        const stream = {
          getTracks: () => tracks,
          getVideoTracks: () => of('video'),
          getAudioTracks: () => of('audio'),
        }
        asked.push({ constraints, tracks, grant: () => resolve(stream) })
      })
    const mediaDevices = Object.assign(new EventTarget(), { getUserMedia })
    vi.stubGlobal('navigator', { mediaDevices })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  const stopped = ({ tracks }: Asked): boolean[] => tracks.map(({ stop }) => stop.mock.calls.length > 0)

  test('MEDIA-77: what is allowed only after everything was let go is let go as well, and asked for anew the next time', async () => {
    const media = createMediaStore(deaf)
    const late = media.capture()
    media.release()
    asked[0]?.grant()
    await late
    expect(asked.map(stopped)).toEqual([[true, true]])
    const { camera, microphone } = media.state.getState()
    expect([camera.state, microphone.state]).toEqual(['unasked', 'unasked'])

    const again = media.capture()
    asked[1]?.grant()
    await again
    expect(asked.map(stopped)).toEqual([
      [true, true],
      [false, false],
    ])
    media.close()
  })

  test('MEDIA-77: of two choices the later one stands, also when the earlier one is ready last', async () => {
    const media = createMediaStore(deaf)
    const [slow, quick] = [media.choose('camera', 'slow'), media.choose('camera', 'quick')]
    asked[1]?.grant()
    await quick
    asked[0]?.grant()
    await slow
    const { camera } = media.state.getState()
    expect(camera.state === 'granted' && camera.track === (asked[1]?.tracks[0] as unknown)).toBe(true)
    expect(asked.map(stopped)).toEqual([[true], [false]])
    media.close()
  })
})
