import type { Browser, Page } from 'playwright-core'
import { answer, inCall, openPage, signIn } from '../browser/people.ts'
import { openStaff } from '../serving/page.ts'
import { valueOf } from '../pure/outcome.ts'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { freePort, openRelay } from '../lab/relay.ts'
import type { Relay } from '../lab/relay.ts'
import { sampleOf } from './bare.ts'
import type { Prepare, RunningCall } from './bare.ts'
import { ownAddress } from './distance.ts'
import { startDesk } from './running.ts'

/*
 * The whole product: the applicant's and the clerk's real pages, the desk in a process of its own, PostgreSQL. The
 * clerk presses Enter; the answer is committed; both sides see the far picture.
 */

export interface Product {
  /** What stands between both people and the desk and its media node. */
  readonly roads: readonly Relay[]
  /** One call on fresh pages, from the invitation to both pictures; its end is hanging up and the wrap-up. */
  call(browser: Browser, prepare?: Prepare): Promise<RunningCall>
  close(): Promise<void>
}

/**
 * When this page shows the next picture under this name, on the clock all pages of this machine share. Until the
 * picture is there nothing is asked of the page: a look at every frame would keep it drawing, and cost what is measured.
 */
const firstPicture = (page: Page, label: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const far = document.querySelector<HTMLVideoElement>(`video[aria-label="${name}"]`)
          if (far === null) return
          changes.disconnect()
          far.requestVideoFrameCallback((now) => resolve(performance.timeOrigin + now))
        }
        const changes = new MutationObserver(look)
        changes.observe(document, { childList: true, subtree: true, attributeFilter: ['aria-label'] })
        look()
      }),
    label,
  )

const keyPressed = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        addEventListener('keydown', ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp), {
          capture: true,
          once: true,
        })
      }),
  )

/** The clerk hangs up, is done with the visit and signs out. */
const hangUp = async (clerk: Page): Promise<void> => {
  await clerk.getByRole('button', { name: '挂断' }).click()
  await clerk
    .getByRole('alertdialog')
    .or(clerk.getByRole('dialog'))
    .getByRole('button', { name: '挂断' })
    .click()
  await clerk.getByRole('button', { name: '收尾完成' }).waitFor()
  await clerk.getByRole('button', { name: '退出' }).click()
  await clerk.getByLabel('账号').waitFor()
}

/** Starts the desk, and relays that stand before it and its media node at `near`; the client must have been built. */
export const openProduct = async (near: string): Promise<Product> => {
  const [home, mediaPort] = [ownAddress(), await freePort()]
  const desk = await startDesk({
    FARWINDOW_HOST: home,
    FARWINDOW_MEDIA_PORT: String(mediaPort),
    FARWINDOW_MEDIA_ANNOUNCED: near,
  })
  const deskPort = Number(new URL(desk.url).port)
  const roads = [
    await openRelay({ at: near, to: '127.0.0.1', tcp: [deskPort], udp: [] }),
    await openRelay({ at: near, to: home, tcp: [mediaPort], udp: [mediaPort] }),
  ]
  const url = `http://${near}:${deskPort}`
  const administrator = await openStaff(desk.url, 'administrator', 'admin', demonstrationPassword)

  const callFrom = async (phone: Page): Promise<void> => {
    const { code } = valueOf(await administrator.ask('visit.invite', {}))
    await phone.goto(`${url}/phone#${code}`)
    await phone.getByRole('button', { name: /异地就医/ }).click()
    await phone.getByRole('button', { name: '现在通话' }).click()
    await phone.getByRole('heading', { name: '先检查一下设备' }).waitFor()
    await phone.getByRole('button', { name: /现在通话|就这样继续通话/ }).click()
  }

  return {
    roads,
    call: async (browser, prepare = async () => undefined) => {
      const [phone, clerk] = await Promise.all([
        openPage(browser, [1280, 720]),
        openPage(browser, [1366, 768]),
      ])
      await Promise.all([phone, clerk].map(prepare))
      await signIn(clerk, `${url}/clerk`, 'lin')
      // Whoever signed out in a wrap-up finds it open.
      await clerk.getByRole('button', { name: /开始接听|收尾完成/ }).click()
      await callFrom(phone)
      await clerk.getByRole('alertdialog', { name: '来电' }).waitFor()
      // As long as in the other flows: somebody has to see that it rings.
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      const pressed = keyPressed(clerk)
      const shown = Promise.all([firstPicture(clerk, '申请人的画面'), firstPicture(phone, '窗口人员的画面')])
      await answer(clerk)
      const sample = sampleOf(await pressed, await shown)
      // Not before: to look for something on a page again and again costs it what is measured.
      await inCall(phone, clerk)
      return {
        clerk,
        applicant: phone,
        sample,
        end: async () => {
          await hangUp(clerk)
          await Promise.all([phone, clerk].map((page) => page.context().close()))
        },
      }
    },
    close: async () => {
      administrator.disconnect()
      for (const road of roads) await road.close()
      await desk.close()
    },
  }
}
