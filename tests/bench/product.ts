import type { Browser, Page } from 'playwright-core'
import { answer, inCall, openPage, signIn } from '../browser/people.ts'
import { openStaff } from '../serving/page.ts'
import { valueOf } from '../pure/outcome.ts'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { startDesk } from './running.ts'

/*
 * The whole product: the applicant's and the clerk's real pages, the desk in a process of its own, PostgreSQL. The
 * clerk presses Enter; the answer is committed; both sides see the far picture.
 */

/** When the clerk pressed the key, and when each side saw the far picture first; ms since the epoch. */
export interface Answered {
  readonly answeredAt: number
  readonly shown: readonly [clerk: number, applicant: number]
}

export interface Product {
  /** One call, from the invitation to hanging up, on fresh pages. */
  call(browser: Browser): Promise<Answered>
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

/** Starts the desk; the client must have been built. */
export const openProduct = async (): Promise<Product> => {
  const desk = await startDesk()
  const administrator = await openStaff(desk.url, 'administrator', 'admin', demonstrationPassword)

  const callFrom = async (phone: Page): Promise<void> => {
    const { code } = valueOf(await administrator.ask('visit.invite', {}))
    await phone.goto(`${desk.url}/phone#${code}`)
    await phone.getByRole('button', { name: /异地就医/ }).click()
    await phone.getByRole('button', { name: '现在通话' }).click()
    await phone.getByRole('heading', { name: '先检查一下设备' }).waitFor()
    await phone.getByRole('button', { name: /现在通话|就这样继续通话/ }).click()
  }

  return {
    call: async (browser) => {
      const [phone, clerk] = await Promise.all([
        openPage(browser, [1280, 720]),
        openPage(browser, [1366, 768]),
      ])
      await signIn(clerk, `${desk.url}/clerk`, 'lin')
      // Whoever signed out in a wrap-up finds it open.
      await clerk.getByRole('button', { name: /开始接听|收尾完成/ }).click()
      await callFrom(phone)
      await clerk.getByRole('alertdialog', { name: '来电' }).waitFor()
      // As long as in the other flows: somebody has to see that it rings.
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      const pressed = keyPressed(clerk)
      const shown = Promise.all([firstPicture(clerk, '申请人的画面'), firstPicture(phone, '窗口人员的画面')])
      await answer(clerk)
      await inCall(phone, clerk)
      const answered = { answeredAt: await pressed, shown: await shown }
      await clerk.getByRole('button', { name: '挂断' }).click()
      await clerk
        .getByRole('alertdialog')
        .or(clerk.getByRole('dialog'))
        .getByRole('button', { name: '挂断' })
        .click()
      await clerk.getByRole('button', { name: '收尾完成' }).waitFor()
      await clerk.getByRole('button', { name: '退出' }).click()
      await clerk.getByLabel('账号').waitFor()
      await Promise.all([phone, clerk].map((page) => page.context().close()))
      return answered
    },
    close: async () => {
      administrator.disconnect()
      await desk.close()
    },
  }
}
