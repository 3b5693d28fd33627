import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chooseSpeaker } from '@farwindow/client/call/media/choices.ts'
import { blankPicture, leavePicture, letGo, takePicture, warmPicture } from '@farwindow/client/call/warm.ts'

/* Pictures that outlive the screen that showed them, by a clock and with elements on paper. */

/** What is asked of a video element here. */
class Picture {
  muted = false
  paused = true
  srcObject: unknown = null
  style = ''
  sinkId = ''
  play(): Promise<void> {
    this.paused = false
    return Promise.resolve()
  }
  setSinkId(id: string): Promise<void> {
    this.sinkId = id
    return Promise.resolve()
  }
  removeAttribute(name: string): void {
    if (name === 'style') this.style = ''
  }
}

const track = (id: string): MediaStreamTrack => Object.assign(new EventTarget(), { id }) as MediaStreamTrack

/** A picture that somebody shows, and hears. */
const shown = (of: string): HTMLVideoElement => {
  const video = blankPicture()
  video.srcObject = new MediaStream([track(of)])
  video.muted = false
  void video.play()
  return video
}

describe('the picture of a screen that has gone', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('HTMLMediaElement', Picture)
    vi.stubGlobal(
      'MediaStream',
      class {
        readonly tracks: readonly unknown[]
        constructor(tracks: readonly unknown[]) {
          this.tracks = tracks
        }
      },
    )
    vi.stubGlobal('document', { createElement: () => new Picture(), querySelectorAll: () => [] })
  })
  afterEach(() => {
    chooseSpeaker('')
    letGo()
    vi.runAllTimers()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  test('is taken over by the next screen as it is, silent until that one says otherwise', () => {
    const video = shown('a')
    leavePicture('a', video)
    expect(video.muted).toBe(true)
    vi.advanceTimersByTime(1_900)
    expect(takePicture('a')).toBe(video)
    vi.advanceTimersByTime(10_000)
    expect(video.srcObject).not.toBe(null)
    expect(takePicture('a')).toBe(null)
  })

  test('is let go after two seconds if nobody takes it, counted from the last time it was left', () => {
    const video = shown('a')
    leavePicture('a', video)
    vi.advanceTimersByTime(1_500)
    takePicture('a')
    leavePicture('a', video)
    vi.advanceTimersByTime(1_500)
    expect(video.srcObject).not.toBe(null)
    vi.advanceTimersByTime(600)
    expect(video.srcObject).toBe(null)
    expect(takePicture('a')).toBe(null)
  })

  test('plays on, and at the speaker chosen meanwhile, when it is taken', () => {
    const video = shown('a')
    leavePicture('a', video)
    // What a browser does with what leaves its page.
    Object.assign(video, { paused: true })
    chooseSpeaker('headphones')
    takePicture('a')
    expect(video.paused).toBe(false)
    expect(video.sinkId).toBe('headphones')
  })

  test('MEDIA-32: a picture that comes later is heard at the speaker chosen before, too', () => {
    chooseSpeaker('headphones')
    warmPicture([track('a')])
    expect(takePicture('a')?.sinkId).toBe('headphones')
    expect(blankPicture().sinkId).toBe('headphones')
  })

  test('of two of the same tracks one is kept, and the other ends at once', () => {
    const [one, other] = [shown('a'), shown('a')]
    leavePicture('a', one)
    leavePicture('a', other)
    expect(one.srcObject).toBe(null)
    expect(takePicture('a')).toBe(other)

    leavePicture('a', other)
    warmPicture([track('a')])
    const warm = takePicture('a')
    expect(warm).not.toBe(other)
    expect(other.srcObject).toBe(null)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('without tracks is nobody’s to take', () => {
    const video = shown('a')
    leavePicture('', video)
    expect(video.srcObject).toBe(null)
    expect(takePicture('')).toBe(null)
  })
})
