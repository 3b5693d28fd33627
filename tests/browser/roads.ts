import type { Browser, Page } from 'playwright-core'
import type { Namespace } from '../lab/namespace.ts'
import { freePort, openRelay } from '../lab/relay.ts'
import type { Relay } from '../lab/relay.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { watchConnections } from './moving.ts'
import { callBetween, kioskAt, openPage } from './people.ts'

/** A person at a browser, with a road to the desk that nobody else uses. */
export interface Side {
  readonly road: Relay
  readonly browser: Browser
  /** The desk's address over this road. */
  readonly url: string
  /** The tab they look at. */
  page: Page
}

/** A running call between a kiosk and a clerk, each on a road of their own. */
export interface RoadCall {
  readonly desk: TestDesk
  readonly applicant: Side
  readonly clerk: Side
  /** The id of the one active call. */
  callId(): Promise<string>
  close(): Promise<void>
}

/** What browsers are told to send media to; each finds it at the near end of its own road. */
const mediaName = 'desk.farwindow.test'

const openSide = async (
  at: string,
  ports: { readonly desk: number; readonly media: number },
  size: readonly [number, number],
  network?: Namespace,
): Promise<Side> => {
  const road = await openRelay({ at, to: '127.0.0.1', tcp: [ports.desk, ports.media], udp: [ports.media] })
  const url = `http://${at}:${ports.desk}`
  const browser = await openBrowser(
    [
      // For media Chromium looks up the full name, with the dot at its end.
      `--host-resolver-rules=MAP ${mediaName}. ${at}, MAP ${mediaName} ${at}`,
      `--unsafely-treat-insecure-origin-as-secure=${url}`,
    ],
    await network?.wrap(process.env['CHROMIUM'] ?? '/usr/bin/chromium'),
  )
  const page = await openPage(browser, size)
  await watchConnections(page)
  return { road, browser, url, page }
}

/**
 * Opens the desk, both roads and browsers, and the call, up to the answer. With a namespace the applicant's browser is
 * in it: then its road is the only one there is, and its system tells it what becomes of the network.
 */
export const openRoadCall = async (network?: Namespace): Promise<RoadCall> => {
  const media = await freePort()
  const listen = [{ ip: '127.0.0.1', announcedAddress: mediaName }]
  const desk = await openDesk({ media: { basePort: media, listen } })
  const ports = { desk: Number(new URL(desk.url).port), media }
  const [applicant, clerk] = await Promise.all([
    openSide(network?.outside ?? '127.0.0.2', ports, [1080, 1920], network),
    openSide('127.0.0.3', ports, [1366, 768]),
  ])
  await callBetween(clerk.page, clerk.url, applicant.page, await kioskAt(applicant.url, desk.desk))
  return {
    desk,
    applicant,
    clerk,
    callId: async () => {
      const row = await desk.db
        .selectFrom('subject')
        .select('id')
        .where('kind', '=', 'call')
        .where('phase', '=', 'active')
        .executeTakeFirstOrThrow()
      return row.id
    },
    close: async () => {
      for (const { browser, road } of [applicant, clerk]) {
        await browser.close()
        await road.close()
      }
      await desk.close()
    },
  }
}
