import { useEffect, useState } from 'react'
import { deviceChoices, type DeviceChoices } from './media/choices.ts'
import { onDevicesChanged } from './media/devices.ts'
import type { MediaStore } from './mediastore.ts'

const none: DeviceChoices = { camera: [], microphone: [], speaker: [] }

/** What is plugged in, kept up to date while it is looked at. Browsers name devices only once one was allowed. */
export const useChoices = ({ state }: MediaStore): DeviceChoices => {
  const [choices, setChoices] = useState(none)
  useEffect(() => {
    let open = true
    const look = (): void =>
      void deviceChoices().then((now) => {
        if (open) setChoices(now)
      })
    look()
    const stops = [
      onDevicesChanged(look),
      state.subscribe((now, before) => {
        if (now.camera.state !== before.camera.state) look()
      }),
    ]
    return () => {
      open = false
      for (const stop of stops) stop()
    }
  }, [state])
  return choices
}

/** The press that takes the next camera; undefined where there is only one. */
export const useOtherCamera = (media: MediaStore): (() => void) | undefined =>
  useChoices(media).camera.length > 1 ? () => void media.otherCamera() : undefined
