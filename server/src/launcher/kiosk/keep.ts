import { setTimeout as wait } from 'node:timers/promises'
import { say } from '../say.ts'
import { openKioskBrowser, type KioskBrowser } from './browser.ts'
import { findPage, type KioskPage } from './page.ts'
import { isLost, type Watched } from './watch.ts'

const lookEveryMs = 2_000
/** After a start that failed at once: no spinning where no browser is installed. */
const againMs = 2_000

/** A page that is somewhere else for so long is brought back. */
const elsewhereMs = 10_000

export interface Kiosk {
  /** The whole address; what stands behind `#` (a one-time code) is used once. */
  readonly address: URL
  readonly profile: string
  readonly flags: readonly string[]
}

/** KIOSK-20: keeps a browser at the kiosk's page until told to stop: one that ends or hangs is opened anew. */
export async function keepKiosk({ address, profile, flags }: Kiosk, stop: AbortSignal): Promise<void> {
  const bare = new URL(address)
  bare.hash = ''
  let first = true
  while (!stop.aborted) {
    const browser = openKioskBrowser((first ? address : bare).href, profile, flags)
    say('kiosk', first ? 'page opened' : 'page opened anew')
    first = false
    const over = await watchOver(browser, bare, stop)
    await browser.end()
    if (over !== 'stopped') say('kiosk', over === 'hung' ? 'the page did not answer' : 'the browser ended')
    if (over === 'ended') await wait(againMs, undefined, { signal: stop }).catch(() => undefined)
  }
}

/** Looks at the page until it is lost, the browser ends, or all is to stop. */
async function watchOver(
  browser: KioskBrowser,
  address: URL,
  stop: AbortSignal,
): Promise<'hung' | 'ended' | 'stopped'> {
  let page: KioskPage | null = null
  let watched: Watched = { heardAt: performance.now(), visiting: false }
  let thereAt = performance.now()
  const gone = new AbortController()
  void browser.ended.then(() => gone.abort())
  const over = AbortSignal.any([stop, gone.signal])
  while (!stop.aborted) {
    try {
      page ??= await findPage(browser.pipe)
      const { origin, visit } = await page.look()
      watched = { heardAt: performance.now(), visiting: visit }
      if (origin === address.origin) thereAt = watched.heardAt
      // The error page of a network that was away, or wherever a link led. A page on its way is not hurried.
      if (watched.heardAt - thereAt >= elsewhereMs) {
        thereAt = watched.heardAt
        await page.open(address.href)
      }
    } catch {
      // No answer: how long already is what counts.
    }
    if (isLost(watched, performance.now())) return 'hung'
    await wait(lookEveryMs, undefined, { signal: over }).catch(() => undefined)
    if (gone.signal.aborted) return 'ended'
  }
  return 'stopped'
}
