/** A device as it is chosen. Browsers name none before camera or microphone were allowed. */
export interface DeviceChoice {
  readonly id: string
  readonly name: string
}

export interface DeviceChoices {
  readonly camera: readonly DeviceChoice[]
  readonly microphone: readonly DeviceChoice[]
  /** Empty where the browser does not let a page choose. */
  readonly speaker: readonly DeviceChoice[]
}

const kinds = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const

/** What is plugged in now. */
export const deviceChoices = async (): Promise<DeviceChoices> => {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  const of = (kind: keyof typeof kinds): DeviceChoice[] =>
    all
      .filter((device) => device.kind === kinds[kind] && device.deviceId !== '' && device.label !== '')
      .map(({ deviceId, label }) => ({ id: deviceId, name: label }))
  return {
    camera: of('camera'),
    microphone: of('microphone'),
    speaker: canChooseSpeaker() ? of('speaker') : [],
  }
}

const canChooseSpeaker = (): boolean => 'setSinkId' in HTMLMediaElement.prototype

let speaker = ''

/** Lets this element be heard from the chosen speaker. One that is gone leaves the system's own. */
export const toSpeaker = (element: HTMLMediaElement): void => {
  if (!canChooseSpeaker() || element.sinkId === speaker) return
  element.setSinkId(speaker).catch(() => undefined)
}

/** Everything on this page is heard from this speaker from now on; '' is the system's own. */
export const chooseSpeaker = (id: string): void => {
  speaker = id
  for (const element of document.querySelectorAll('video')) toSpeaker(element)
}

export const chosenSpeaker = (): string => speaker
