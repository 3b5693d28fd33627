import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Fake devices: a moving picture with a clock at 30 frames a second, and a beep each second. */
const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream=fps=30',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]

/** Debian's Chromium, headless; `CHROMIUM` names another, and so may the caller. Close it. */
export const openBrowser = (
  extra: readonly string[] = [],
  executablePath: string = process.env['CHROMIUM'] ?? '/usr/bin/chromium',
): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [...flags, ...extra],
  })
