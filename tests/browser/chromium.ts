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
  '--autoplay-policy=no-user-gesture-required',
]

/** Every question about devices is answered with yes; what is shown as a screen is then a test picture. */
const yes = '--use-fake-ui-for-media-stream'

/** Debian's Chromium, headless; `CHROMIUM` names another, and so may the caller. Close it. */
export const openBrowser = (
  extra: readonly string[] = [],
  executablePath: string = process.env['CHROMIUM'] ?? '/usr/bin/chromium',
): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [...flags, ...(extra.some((flag) => flag.startsWith('--auto-select')) ? [] : [yes]), ...extra],
  })
