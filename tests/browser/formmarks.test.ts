import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyItem } from '@farwindow/shared/catalogue/company/item.ts'
import type { TestDesk } from '../serving/desk.ts'
import { exampleAnswers, giveAnswer } from './answers.ts'
import { control, fieldBox, isInSight, pageOfForm, showForm, storedForm } from './forms.ts'
import { openKioskCall } from './kioskcall.ts'
import type { KioskCall } from './kioskcall.ts'
import { keepFailures, openLooking, pictures } from './looking.ts'
import { patience } from './people.ts'

const [names, company] = companyItem.form.pages.map(({ title }) => title.zh)
if (names === undefined || company === undefined) throw new Error('the form has too few pages for this')

/** The clerk draws in the form that both have before them. */
describe('marks in the form', () => {
  let desk: TestDesk
  let call: KioskCall
  let kiosk: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    call = await openKioskCall({ item: new RegExp(companyItem.name.zh.slice(0, 6)) })
    ;({ desk, kiosk, clerk } = call)
    await showForm(kiosk, clerk)
    for (const one of exampleAnswers(companyItem.form).filter(({ page }) => page === 'name'))
      await giveAnswer(kiosk, one)
    await pageOfForm(clerk, company).click()
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await call?.close()
  })

  const strokes = (page: Page) => page.locator('[data-marks="form"] [data-stroke]')
  const noneStands = async (): Promise<void> => {
    for (const page of [kiosk, clerk]) await expect.poll(() => strokes(page).count(), patience).toBe(0)
  }
  const boxOf = async (place: Locator) => {
    const box = await place.boundingBox()
    if (box === null) throw new Error('not shown')
    return box
  }
  /** The clerk draws from one corner to the other of this, and meanwhile holds the pen where it is: no stroke goes under the hand. */
  const strike = async (place: Locator, meanwhile = async (): Promise<void> => undefined): Promise<void> => {
    await place.scrollIntoViewIfNeeded()
    const { x, y, width, height } = await boxOf(place)
    const [endX, endY] = [x + 0.9 * width, y + 0.8 * height]
    await clerk.mouse.move(x + 0.1 * width, y + 0.2 * height)
    await clerk.mouse.down()
    await clerk.mouse.move(endX, endY, { steps: 6 })
    let trembles = 0
    const tremble = (): void => void clerk.mouse.move(endX + (trembles++ % 2), endY).catch(() => undefined)
    const holding = setInterval(tremble, 1_000)
    await meanwhile().finally(() => clearInterval(holding))
    await clerk.mouse.up()
  }
  /** Where the stroke begins and ends on this page, as shares of this element; null while there is none. */
  const endsOver = async (page: Page, place: Locator): Promise<readonly number[] | null> => {
    if ((await strokes(page).count()) === 0) return null
    const line = await strokes(page)
      .last()
      .locator('path')
      .last()
      .evaluate((drawn) => {
        const [from, to] = [
          drawn instanceof SVGPathElement ? drawn.getPointAtLength(0) : null,
          drawn instanceof SVGPathElement ? drawn.getPointAtLength(drawn.getTotalLength()) : null,
        ]
        const origin = drawn.closest('svg')?.getBoundingClientRect()
        return from === null || to === null || origin === undefined || !drawn.getAttribute('d')
          ? null
          : [from.x + origin.left, from.y + origin.top, to.x + origin.left, to.y + origin.top]
      })
    const box = await boxOf(place)
    return line?.map((at, n) => (n % 2 === 0 ? (at - box.x) / box.width : (at - box.y) / box.height)) ?? null
  }
  const corners = [0.1, 0.2, 0.9, 0.8]
  const isOn = async (page: Page, place: Locator): Promise<boolean> =>
    (await endsOver(page, place).catch(() => null))?.every(
      (share, n) => Math.abs(share - (corners[n] ?? 9)) < 0.04,
    ) === true
  const liesOn = (page: Page, place: Locator) => expect.poll(() => isOn(page, place), patience)
  const drawing = (page: Page) => page.getByRole('button', { name: '画给申请人看' })

  test('POINT-5, POINT-6: a stroke lies on the same field at both ends, and comes before the applicant’s eyes from another page', async () => {
    await drawing(clerk).click()
    await pageOfForm(kiosk, names).click()
    await strike(control(clerk, 'company/scope'), async () => {
      await liesOn(clerk, control(clerk, 'company/scope')).toBe(true)
      await liesOn(kiosk, control(kiosk, 'company/scope')).toBe(true)
      await expect.poll(() => isInSight(kiosk, 'company/scope'), patience).toBe(true)
      await look(kiosk, 'kiosk-form-stroke')
      await look(clerk, 'clerk-form-stroke')
    })
    await noneStands()
  })

  test('POINT-5: it stays on its field while the page scrolls, grows and is larger, and its window is another', async () => {
    await strike(control(clerk, 'company/email'), async () => {
      await liesOn(kiosk, control(kiosk, 'company/email')).toBe(true)
      await expect.poll(() => isInSight(kiosk, 'company/email'), patience).toBe(true)
      await kiosk.getByRole('button', { name: '大字' }).click()
      await liesOn(kiosk, control(kiosk, 'company/email')).toBe(true)
      await kiosk.setViewportSize({ width: 1920, height: 1080 })
      await liesOn(kiosk, control(kiosk, 'company/email')).toBe(true)
      await kiosk.setViewportSize({ width: 1080, height: 1920 })
      await kiosk.getByRole('button', { name: '标准字' }).click()
    })
    // A stroke that is let go stays for some seconds, in which a busy machine may not get to look.
    const staysInAnotherWindow = async (): Promise<boolean> => {
      await clerk.setViewportSize({ width: 1366, height: 768 })
      await strike(control(clerk, 'company/email'))
      await clerk.setViewportSize({ width: 1920, height: 1080 })
      return isOn(clerk, control(clerk, 'company/email'))
    }
    await expect.poll(staysInAnotherWindow, patience).toBe(true)
    await clerk.setViewportSize({ width: 1366, height: 768 })
    await noneStands()
  })

  test('POINT-5: over an answer to choose it lies on that answer, wherever it stands on the other screen', async () => {
    const answerOf = (page: Page) => fieldBox(page, 'company/premises').locator('label').nth(1)
    await strike(answerOf(clerk), () => liesOn(kiosk, answerOf(kiosk)).toBe(true))
    await clerk.getByRole('button', { name: '擦去线条' }).click()
    await noneStands()
    expect((await storedForm(desk)).values['company/premises']).toBeUndefined()
  })

  test('POINT-5, POINT-6: drawing fills in nothing; the applicant’s finger fills in under the stroke, and whoever types is not led away', async () => {
    const [ours, theirs] = [control(kiosk, 'company/town'), control(clerk, 'company/town')]
    await ours.click()
    await strike(theirs, () => liesOn(kiosk, ours).toBe(true))
    await kiosk.keyboard.type('练市镇')
    await expect.poll(() => theirs.inputValue(), patience).toBe('练市镇')
    await strike(control(clerk, 'company/scope'))
    await expect.poll(() => strokes(kiosk).count(), patience).toBeGreaterThan(0)
    expect(await isInSight(kiosk, 'company/town')).toBe(true)
    const written = Object.keys((await storedForm(desk)).values).filter((each) => each.startsWith('company/'))
    expect(written).toEqual(['company/town'])
    await clerk.keyboard.press('Escape')
    await expect.poll(() => clerk.locator('[data-drawing]').count()).toBe(0)
    await kiosk.keyboard.press('Tab')
    await theirs.fill('双林镇')
    await expect.poll(() => ours.inputValue(), patience).toBe('双林镇')
  })

  test('POINT-5, SCREEN-7: where more contrast is wanted a stroke has it; nothing keeps people out', async () => {
    await kiosk.emulateMedia({ contrast: 'more', forcedColors: 'active' })
    await drawing(clerk).click()
    let widths: string[][] = []
    await strike(control(clerk, 'company/phone'), async () => {
      await liesOn(kiosk, control(kiosk, 'company/phone')).toBe(true)
      widths = await strokes(kiosk)
        .last()
        .locator('path')
        .evaluateAll((paths) =>
          paths.map((each) => [getComputedStyle(each).strokeWidth, getComputedStyle(each).stroke]),
        )
      await kiosk.screenshot({ path: path.join(pictures, 'kiosk-form-stroke-contrast.png') })
    })
    expect(widths.map(([width]) => width)).toEqual(['19px', '12px'])
    expect(new Set(widths.map(([, ink]) => ink)).size).toBe(2)
    expect(barriers).toEqual([])
  })
}, 90_000)
