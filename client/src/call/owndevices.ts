import type { CaptureTrouble } from '@farwindow/shared/call/media.ts'
import { captureUsual, keepDevice } from './keptdevice.ts'
import type { DeviceWays } from './keptdevice.ts'
import { deviceChoices } from './media/choices.ts'
import { captureBoth, deviceKinds, onDevicesChanged } from './media/devices.ts'
import type { DeviceKind } from './media/devices.ts'
import { rememberedDevices } from './media/remembered.ts'
import { trackOf } from './owndevice.ts'

/** One's own camera and microphone. Nothing is asked for by itself, except again. */
export interface OwnDevices {
  /** Asks for camera and microphone, in one question; what is there already stays. */
  capture(): Promise<void>
  /** Asks for one of the two again, after its trouble was mended. */
  recapture(kind: DeviceKind): Promise<void>
  /** Uses another device from now on. When it cannot be used all stays as it was, and why is told. */
  choose(kind: DeviceKind, id: string): Promise<CaptureTrouble | undefined>
  /** Takes the next camera there is: the other side of a phone, or the one that sees the face. */
  otherCamera(): Promise<void>
  /** What there is to send. */
  tracks(): ReadonlyMap<DeviceKind, MediaStreamTrack>
  /** Lets go of both. */
  release(): void
  close(): void
}

export const createOwnDevices = (ways: DeviceWays): OwnDevices => {
  const { getState: get } = ways.state
  const kept = { camera: keepDevice('camera', ways), microphone: keepDevice('microphone', ways) }

  const capture = async (): Promise<void> => {
    const wanted = deviceKinds.filter((kind) => get()[kind].state === 'unasked')
    const [only] = wanted
    if (only === undefined) return
    if (wanted.length === 1) return kept[only].recapture()
    const take = { camera: kept.camera.ask(), microphone: kept.microphone.ask() }
    const both = await captureBoth(rememberedDevices())
    for (const kind of deviceKinds)
      take[kind](both[kind].state === 'missing' ? await captureUsual(kind) : both[kind])
  }

  const otherCamera = async (): Promise<void> => {
    const cameras = (await deviceChoices()).camera.map(({ id }) => id)
    const at = cameras.indexOf(trackOf(get().camera)?.getSettings().deviceId ?? '')
    // One that cannot be used is passed over.
    for (const id of [...cameras.slice(at + 1), ...cameras.slice(0, Math.max(at, 0))])
      if ((await kept.camera.choose(id)) === undefined) return
  }

  // Plugged in again: a device that was missing is looked for without a press.
  const stopLooking = onDevicesChanged(() => {
    for (const kind of deviceKinds) if (get()[kind].state === 'missing') void kept[kind].recapture()
  })

  return {
    capture,
    recapture: (kind) => kept[kind].recapture(),
    choose: (kind, id) => kept[kind].choose(id),
    otherCamera,
    tracks: () =>
      new Map(
        deviceKinds.flatMap((kind) => {
          const track = trackOf(get()[kind])
          return track === null ? [] : [[kind, track] as const]
        }),
      ),
    release: () => {
      for (const kind of deviceKinds) kept[kind].release()
    },
    close: stopLooking,
  }
}
