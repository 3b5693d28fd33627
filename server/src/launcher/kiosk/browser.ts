import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable, Writable } from 'node:stream'
import { chromium } from '../browser.ts'
import { send } from '../process.ts'
import { openPipe, type Pipe } from './pipe.ts'

/** The whole screen by its name in an English browser: the page is asked, the person is not. */
const wholeScreen = 'Entire screen'

const flags = [
  '--kiosk',
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--hide-crash-restore-bubble',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--autoplay-policy=no-user-gesture-required',
  `--auto-select-desktop-capture-source=${wholeScreen}`,
  '--remote-debugging-pipe',
]

/** A running kiosk browser. */
export interface KioskBrowser {
  readonly pipe: Pipe
  /** Resolves when it has ended, of itself or by `end`. */
  readonly ended: Promise<unknown>
  /** Ends it with everything it started; at once, since a browser that hangs hears nothing. */
  end(): Promise<unknown>
}

/** Starts Chromium full screen at this address. `profile` keeps the kiosk's key; `more` are flags of the hall's own. */
export function openKioskBrowser(address: string, profile: string, more: readonly string[]): KioskBrowser {
  const child = spawn(chromium, [...flags, `--user-data-dir=${profile}`, ...more, address], {
    // A group of its own, so that all of it can be ended.
    detached: true,
    env: { ...process.env, LANGUAGE: 'en' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const [, , , to, from] = child.stdio
  if (!(to instanceof Writable) || !(from instanceof Readable)) throw new Error('no pipes to the browser')
  const ended = once(child, 'exit').catch(() => undefined)
  return {
    pipe: openPipe(to, from),
    ended,
    end: () => {
      if (child.pid !== undefined) send(-child.pid, 'SIGKILL')
      return ended
    },
  }
}
