import type { DeviceKind, Wish } from './devices.ts'

const key = 'farwindow.devices'

/** The devices somebody chose on this computer; without storage, or with nonsense in it, none. */
export const rememberedDevices = (): Wish => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    const of = (kind: DeviceKind): Wish => {
      const id: unknown = Reflect.get(kept, kind)
      return typeof id === 'string' && id !== '' ? { [kind]: id } : {}
    }
    return { ...of('camera'), ...of('microphone') }
  } catch {
    return {}
  }
}

/** Keeps a choice for the next time. A camera that looks away from the person is meant for a moment only. */
export const rememberDevice = (kind: DeviceKind, id: string, track: MediaStreamTrack): void => {
  if (track.getSettings().facingMode === 'environment') return
  try {
    localStorage.setItem(key, JSON.stringify({ ...rememberedDevices(), [kind]: id }))
  } catch {
    // A private window keeps nothing; the choice holds for this page.
  }
}
