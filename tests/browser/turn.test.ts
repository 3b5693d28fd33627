import { turnServers } from '@farwindow/server/call/turn.ts'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCoturn, whyNoCoturn } from '../lab/coturn.ts'
import type { Coturn } from '../lab/coturn.ts'
import { openNamespace, whyNoNamespace } from '../lab/namespace.ts'
import type { Namespace } from '../lab/namespace.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { valueOf } from '../serving/outcome.ts'
import { openStaff } from '../serving/page.ts'
import { foundAs } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { openLooking } from './looking.ts'
import { openPage, patience } from './people.ts'

/* Before a call out of a network that lets nothing out but the pages and TLS to a real TURN server. */

const whyNot = (await whyNoNamespace()) ?? (await whyNoCoturn())

describe.skipIf(whyNot !== null)(
  `the check in a closed network${whyNot === null ? '' : ` (${whyNot})`}`,
  () => {
    const looking = openLooking()
    let network: Namespace
    let turn: Coturn
    let desk: TestDesk
    let browser: Browser
    /** What the desk takes for the secret it shares with the server. */
    let secret = 'the right one'

    beforeAll(async () => {
      network = await openNamespace(3)
      turn = await openCoturn(network.outside, 'the right one')
      // Media is at the loopback, where nobody inside the namespace can come to.
      desk = await openDesk({
        host: network.outside,
        iceServers: (party) => turnServers({ urls: [turn.tls], secret, now: Date.now })(party),
      })
      browser = await openBrowser(
        [`--unsafely-treat-insecure-origin-as-secure=${desk.url}`, '--ignore-certificate-errors'],
        await network.wrap(process.env['CHROMIUM'] ?? '/usr/bin/chromium'),
      )
    })
    afterAll(async () => {
      await browser?.close()
      await desk?.close()
      await turn?.close()
      await network?.close()
    })

    /** Somebody with a phone, at the check before the call. */
    const atTheCheck = async (): Promise<Page> => {
      const page = await openPage(browser, [1280, 900])
      const administrator = await openStaff(desk.url, 'administrator', 'admin', demonstrationPassword)
      const { code } = valueOf(await administrator.ask('visit.invite', {}))
      administrator.disconnect()
      await page.goto(`${desk.url}/phone#${code}`)
      await page.getByRole('button', { name: /异地就医/ }).click()
      await page.getByRole('button', { name: '现在通话' }).click()
      await page.getByRole('heading', { name: '先检查一下设备' }).waitFor()
      return page
    }
    const legs = (page: Page) => page.getByLabel('网络各项')
    const leg = (page: Page, name: string): Promise<string> =>
      legs(page).locator('div', { hasText: name }).locator('dd').innerText()

    test('MEDIA-30, MEDIA-40: a TURN server that is reached is said to be the way, and one can call', async () => {
      const page = await foundAs(atTheCheck, '可以通话，画面会慢一点')
      await page.getByText('UDP 和 TCP 都不通，只能经 TURN 中转。').waitFor()
      expect([await leg(page, 'UDP'), await leg(page, 'TCP'), await leg(page, 'TURN')]).toEqual([
        '不通',
        '不通',
        '通',
      ])
      expect(Number.parseFloat(await leg(page, '上行'))).toBeGreaterThan(0.2)
      await page.getByRole('button', { name: '现在通话', exact: true }).waitFor()
      await looking.look(page, 'preflight-turn')
      await page.context().close()
    })

    test('MEDIA-40: one that does not take our credentials is told from one that is away: the secrets are to be compared', async () => {
      secret = 'another one'
      const page = await atTheCheck()
      await page.getByText('这里的网络不让声音和画面通过').waitFor(patience)
      await page.getByText('TURN 服务器不认我们的凭据。').waitFor()
      expect(await leg(page, 'TURN')).toBe('凭据被拒绝')
      await page.getByRole('button', { name: '就这样继续通话' }).waitFor()
      await looking.look(page, 'preflight-turnrefused')
      await page.context().close()
      secret = 'the right one'
    })

    test('MEDIA-40: one that is dead is said to be away, and where to look', async () => {
      await turn.close()
      const page = await atTheCheck()
      await page.getByText('这里的网络不让声音和画面通过').waitFor(patience)
      await page.getByText('TURN 服务器也连不上。').waitFor()
      expect(await leg(page, 'TURN')).toBe('不通')
      await page.context().close()
    })

    test('what is said is there for everybody', () => {
      expect(looking.barriers).toEqual([])
    })
  },
  60_000,
)
