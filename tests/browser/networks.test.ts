import type { Browser, Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { turnServers } from '@farwindow/server/call/turn.ts'
import { openCoturn, whyNoCoturn } from '../lab/coturn.ts'
import { openNamespace, whyNoNamespace } from '../lab/namespace.ts'
import { freePort } from '../lab/relay.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { callBetween, kioskAt, openCall, openPage, seesAndHears } from './people.ts'

/* Calls from networks that do not let everything through. */

const opened: (() => Promise<unknown>)[] = []
const closing = <T extends { close(): Promise<unknown> }>(what: T): T => {
  opened.unshift(() => what.close())
  return what
}
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

/** A call between an applicant in this browser and a clerk next to the desk. */
const callOver = async (desk: TestDesk, browser: Browser, url: string): Promise<readonly [Page, Page]> => {
  const office = closing(await openBrowser())
  const [applicant, clerk] = [await openPage(browser, [1080, 1920]), await openPage(office, [1366, 768])]
  await callBetween(clerk, desk.url, applicant, await kioskAt(url, desk.desk))
  await seesAndHears(applicant, clerk)
  return [applicant, clerk]
}
/** How each peer's connections reach the host, by whether it is the applicant's. */
const ways = async (
  { media }: TestDesk,
  who: 'visit' | 'person',
): Promise<readonly (string | undefined)[]> => {
  const { holding } = await media.inventory()
  const peer = holding.find(({ owner }) => owner?.startsWith(who) === true)
  const stats = await media.stats({ peerId: peer?.peerId ?? '' })
  return stats.ok ? [stats.value.send.over, stats.value.receive.over] : []
}

describe('a network', () => {
  test('MEDIA-30: that lets no UDP through: picture and sound go over the TCP port of the same number', async () => {
    const port = await freePort()
    const desk = closing(await openDesk({ media: { basePort: port, listen: [{ ip: '127.0.0.1' }] } }))
    // As a firewall that drops all UDP: Chromium itself sends none.
    const browser = closing(
      await openBrowser([
        '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
        '--webrtc-ip-handling-policy=disable_non_proxied_udp',
      ]),
    )
    await callOver(desk, browser, desk.url)
    expect(await ways(desk, 'visit')).toEqual(['tcp', 'tcp'])
    expect(await ways(desk, 'person')).toEqual(['udp', 'udp'])
  })

  test('MEDIA-30: that lets only the pages and TLS to the TURN server through: the call goes over that', async ({
    skip,
  }) => {
    const why = (await whyNoNamespace()) ?? (await whyNoCoturn())
    if (why !== null) skip(why)
    const secret = 'a secret of this test'
    const network = closing(await openNamespace(1))
    const turn = closing(await openCoturn(network.outside, secret))
    const servers = turnServers({ urls: [turn.tls], secret, now: Date.now })
    // Media is at the loopback, where nobody inside the namespace can come to.
    const desk = closing(await openDesk({ host: network.outside, iceServers: servers }))
    const chromium = await network.wrap(process.env['CHROMIUM'] ?? '/usr/bin/chromium')
    const browser = closing(
      await openBrowser(
        [`--unsafely-treat-insecure-origin-as-secure=${desk.url}`, '--ignore-certificate-errors'],
        chromium,
      ),
    )
    const office = closing(await openBrowser([`--unsafely-treat-insecure-origin-as-secure=${desk.url}`]))
    const [applicant, clerk] = [await openPage(browser, [1080, 1920]), await openPage(office, [1366, 768])]
    await openCall(clerk, applicant, desk)
    await seesAndHears(applicant, clerk)
    expect(await turn.allocations()).toBeGreaterThanOrEqual(2)
  })
}, 90_000)
