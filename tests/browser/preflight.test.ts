import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { freePort, openRelay } from '../lab/relay.ts'
import type { Way, Weather } from '../lab/weather.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { valueOf } from '../serving/outcome.ts'
import { openStaff } from '../serving/page.ts'
import { foundAs } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { openLooking } from './looking.ts'
import { openPage, patience } from './people.ts'

/* Before the call: what is said about networks that let less through than others. */

const looking = openLooking()
const mediaName = 'desk.farwindow.test'
let desk: TestDesk
let ports: { readonly desk: number; readonly media: number }
let count = 1

beforeAll(async () => {
  const media = await freePort()
  const listen = [{ ip: '127.0.0.1', announcedAddress: mediaName }]
  desk = await openDesk({ media: { basePort: media, listen } })
  ports = { desk: Number(new URL(desk.url).port), media }
})
afterAll(() => desk?.close())

interface Network {
  readonly udp?: boolean
  readonly tcp?: boolean
  readonly weather?: readonly [Partial<Weather>, Way?]
}

/** Somebody with a phone in such a network, at the check before the call. */
const atTheCheck = async ({ udp = true, tcp = true, weather }: Network): Promise<Page> => {
  const at = `127.0.0.${(count += 1)}`
  const road = await openRelay({
    at,
    to: '127.0.0.1',
    tcp: tcp ? [ports.desk, ports.media] : [ports.desk],
    udp: udp ? [ports.media] : [],
  })
  onTestFinished(road.close)
  const browser = await openBrowser([`--host-resolver-rules=MAP ${mediaName}. ${at}, MAP ${mediaName} ${at}`])
  onTestFinished(() => browser.close())
  const page = await openPage(browser, [1280, 900])
  const administrator = await openStaff(desk.url, 'administrator', 'admin', demonstrationPassword)
  const { code } = valueOf(await administrator.ask('visit.invite', {}))
  administrator.disconnect()
  if (weather !== undefined) road.weather(...weather)
  await page.goto(`http://${at}:${ports.desk}/phone#${code}`)
  await page.getByRole('button', { name: /异地就医/ }).click()
  await page.getByRole('button', { name: '现在通话' }).click()
  await page.getByRole('heading', { name: '先检查一下设备' }).waitFor()
  return page
}
/** What the small print says of each leg. */
const legsOn = (page: Page): Promise<Record<string, string>> =>
  page
    .getByLabel('网络各项')
    .evaluate((list) =>
      Object.fromEntries(
        [...list.querySelectorAll('div')].map((row) => [
          row.querySelector('dt')?.textContent ?? '',
          row.querySelector('dd')?.textContent ?? '',
        ]),
      ),
    )
const mbit = (words: string | undefined): number => Number.parseFloat(words ?? '')

describe('the network before a call', () => {
  test('MEDIA-40: one that lets all through is fine, and says how much', async () => {
    const page = await foundAs(() => atTheCheck({}), '网络很好')
    const legs = await legsOn(page)
    expect(legs).toMatchObject({ UDP: '通', TCP: '通' })
    expect(mbit(legs['上行'])).toBeGreaterThan(0.8)
    expect(mbit(legs['下行'])).toBeGreaterThan(0.8)
    await looking.look(page, 'preflight-good')
  })

  test('MEDIA-40: one without UDP is named, TCP is said to work, and one can call', async () => {
    const page = await foundAs(() => atTheCheck({ udp: false }), '可以通话，画面偶尔会停一下')
    expect(await legsOn(page)).toMatchObject({ UDP: '不通', TCP: '通' })
    await page.getByText('UDP 不通，TCP 可用。').waitFor()
    await page.getByRole('button', { name: '现在通话', exact: true }).waitFor()
    await looking.look(page, 'preflight-noudp')
  })

  test('MEDIA-40: one that lets no media through says so and what to do; a call goes on without', async () => {
    const page = await atTheCheck({ udp: false, tcp: false })
    await page.getByText('这里的网络不让声音和画面通过').waitFor(patience)
    expect(await legsOn(page)).toMatchObject({ UDP: '不通', TCP: '不通' })
    await page.getByText('请换一个网络，或请大厅工作人员帮忙，再试一次。').waitFor()
    await page.getByRole('button', { name: '就这样继续通话' }).waitFor()
    await looking.look(page, 'preflight-blocked')
    // Somebody in the hall opens the network, and it is tried again as the sentence says.
    const [at, through] = [new URL(page.url()).hostname, [ports.media]]
    const opened = await openRelay({ at, to: '127.0.0.1', tcp: through, udp: through })
    onTestFinished(opened.close)
    const peers = async () => (await desk.media.inventory()).holding.map(({ peerId }) => peerId)
    const former = await peers()
    await page.getByRole('button', { name: '再试一次' }).click()
    // How much it lets through is a matter of the machine by now.
    await expect.poll(() => legsOn(page), patience).toMatchObject({ UDP: '通', TCP: '通' })
    await page.getByText('这里的网络不让声音和画面通过').waitFor({ state: 'hidden' })
    // What the call will use was made anew as well, not left to find its way out of a network that was shut.
    await expect.poll(peers, patience).not.toEqual(former)
  })

  test('MEDIA-40: one that is narrow on the way out says whose picture will pause', async () => {
    const narrow: Network = { weather: [{ kbit: 500, queueMs: 300, delayMs: 20 }, 'up'] }
    const page = await foundAs(() => atTheCheck(narrow), '声音会正常，对方看您的画面可能停顿')
    const legs = await legsOn(page)
    expect(mbit(legs['上行'])).toBeGreaterThan(0.2)
    expect(mbit(legs['上行'])).toBeLessThan(0.7)
    expect(mbit(legs['下行'])).toBeGreaterThan(0.8)
    await looking.look(page, 'preflight-narrow')
  })

  test('what is said is there for everybody', () => {
    expect(looking.barriers).toEqual([])
  })
}, 60_000)
