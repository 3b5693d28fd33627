import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Answers the browser's question for camera and microphone, whatever the page was granted or denied. */
const fakeQuestion = '--use-fake-ui-for-media-stream'

/** Frames a second of every fake camera, 30 unless CAMERA_FPS says otherwise. */
const fps = process.env['CAMERA_FPS'] ?? '30'

/** Fake devices: so many cameras, each a moving picture with a clock, and a microphone that beeps each second. */
export const fakeDevices = (cameras: number): string =>
  `--use-fake-device-for-media-stream=device-count=${cameras},fps=${fps}`

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  fakeDevices(1),
  fakeQuestion,
  '--autoplay-policy=no-user-gesture-required',
]

const installed = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Debian's Chromium, headless; `CHROMIUM` names another, and so may the caller. Close it. */
export const openBrowser = (
  extra: readonly string[] = [],
  executablePath: string = installed,
): Promise<Browser> => chromium.launch({ executablePath, args: [...flags, ...extra] })

/** One in which camera and microphone are used as far as a page was granted them: what is not granted is denied. */
export const openStrictBrowser = (extra: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: installed,
    args: [...flags.filter((flag) => flag !== fakeQuestion), ...extra],
  })
