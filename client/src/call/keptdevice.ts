import type { CaptureTrouble } from '@farwindow/shared/call/media.ts'
import type { StoreApi } from 'zustand/vanilla'
import { captureOne, onTrackState } from './media/devices.ts'
import type { Capture, DeviceKind, TrackState } from './media/devices.ts'
import { rememberDevice, rememberedDevices } from './media/remembered.ts'
import type { MediaFacts } from './mediastore.ts'
import { trackOf } from './owndevice.ts'
import type { OwnDevice } from './owndevice.ts'

/** One's own camera, or one's own microphone, whichever of those plugged in it is at the moment. */
export interface KeptDevice {
  /** It is being asked for; what comes of it is given to the returned function. */
  ask(): (captured: Capture) => void
  /** Lets go of it, and of whatever is still being asked for. */
  release(): void
  /** Asks for the usual one. */
  recapture(): Promise<void>
  /** Uses another one from now on. When it cannot be used all stays as it was, and why is told. */
  choose(id: string): Promise<CaptureTrouble | undefined>
}

/** What keeping a device needs of the store. */
export interface DeviceWays {
  readonly state: StoreApi<MediaFacts>
  /** There is something else to send, or nothing any more. */
  readonly onTrack: (kind: DeviceKind, track: MediaStreamTrack | null) => void
  /** More or less is known of why there is nothing to send. */
  readonly onLacking: () => void
}

export const keepDevice = (kind: DeviceKind, { state, onTrack, onLacking }: DeviceWays): KeptDevice => {
  const { getState: get, setState: set } = state
  let stopWatching: (() => void) | null = null
  /** What was asked for before a release is nobody's any more, however late it is granted. */
  let round = 0
  /** How many choices were begun, and which of them was carried out last. */
  const choices = { begun: 0, done: 0 }

  const othersSilent = (): readonly DeviceKind[] => get().silent.filter((each) => each !== kind)

  const follow = (track: MediaStreamTrack, now: TrackState): void => {
    set({ silent: now === 'silent' ? [...othersSilent(), kind] : othersSilent() })
    onLacking()
    if (now === 'ended' && trackOf(get()[kind]) === track) void fallBack()
  }

  const put = (device: OwnDevice): void => {
    const [former, track] = [trackOf(get()[kind]), trackOf(device)]
    stopWatching?.()
    if (former !== null && former !== track) former.stop()
    stopWatching = track === null ? null : onTrackState(track, (now) => follow(track, now))
    // What was held was the former track; a new one says for itself.
    set({ [kind]: device, silent: othersSilent() })
    // While it is asked for again nothing new is known.
    if (device.state !== 'asking') onLacking()
    if (track !== null || former !== null) onTrack(kind, track)
  }

  /** Takes what is asked for from now on, unless it was released meanwhile: then it is let go. */
  const taking = (): ((captured: Capture) => boolean) => {
    const asked = round
    return (captured) => {
      if (asked === round) put(captured)
      else trackOf(captured)?.stop()
      return asked === round
    }
  }

  /** MEDIA-32: unplugged in the middle: another one of its kind takes over, if there is one. */
  const fallBack = async (): Promise<void> => {
    put({ state: 'missing' })
    const take = taking()
    const other = await captureOne(kind, {})
    if (other.state !== 'granted') return
    // It was found by somebody else meanwhile, or is being asked for.
    if (get()[kind].state !== 'missing') other.track.stop()
    else if (take(other)) set({ replaced: kind })
  }

  /** Many phones open one camera at a time: the next one only when the former is let go. */
  const exchange = async (id: string): Promise<Capture> => {
    const take = taking()
    const other = await captureOne(kind, { [kind]: id })
    const former = trackOf(get()[kind])
    if (other.state !== 'busy' || former === null) return other
    const { deviceId } = former.getSettings()
    put({ state: 'asking' })
    const alone = await captureOne(kind, { [kind]: id })
    if (alone.state !== 'granted')
      take(await captureOne(kind, deviceId === undefined ? {} : { [kind]: deviceId }))
    return alone
  }

  const ask: KeptDevice['ask'] = () => {
    put({ state: 'asking' })
    return taking()
  }

  return {
    ask,
    release: () => {
      round += 1
      put({ state: 'unasked' })
    },
    recapture: async () => {
      const take = ask()
      take(await captureUsual(kind))
    },
    choose: async (id) => {
      choices.begun += 1
      const [mine, take] = [choices.begun, taking()]
      const other = await exchange(id)
      if (other.state !== 'granted') return other.state
      // A later choice that was quicker stands.
      if (mine < choices.done) {
        other.track.stop()
        return undefined
      }
      if (!take(other)) return undefined
      choices.done = mine
      set({ replaced: null })
      rememberDevice(kind, id, other.track)
      return undefined
    },
  }
}

/** The remembered device; one that is not there any more leaves the choice to the browser. */
export const captureUsual = async (kind: DeviceKind): Promise<Capture> => {
  const wish = rememberedDevices()
  const usual = await captureOne(kind, wish)
  return usual.state === 'missing' && wish[kind] !== undefined ? captureOne(kind, {}) : usual
}
