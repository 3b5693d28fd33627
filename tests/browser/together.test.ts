import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyItem } from '@farwindow/shared/catalogue/company/item.ts'
import type { TestDesk } from '../serving/desk.ts'
import { exampleAnswers, giveAnswer } from './answers.ts'
import {
  control,
  fieldBox,
  isInSight,
  pageOfForm,
  scrollAtRest,
  showForm,
  storedForm,
  turnWheel,
} from './forms.ts'
import { openKioskCall } from './kioskcall.ts'
import type { KioskCall } from './kioskcall.ts'
import { keepFailures, openLooking } from './looking.ts'
import { patience } from './people.ts'

const [names, company] = companyItem.form.pages.map(({ title }) => title.zh)
if (names === undefined || company === undefined) throw new Error('the form has too few pages for this')

/** One form under two pairs of hands, hundreds of kilometres apart. */
describe('a form filled in by two', () => {
  let desk: TestDesk
  let call: KioskCall
  let kiosk: Page
  let clerk: Page
  const { look, barriers } = openLooking()

  /** Both screens and PostgreSQL say the same. */
  const everywhere = async (field: string, value: string): Promise<void> => {
    for (const page of [kiosk, clerk])
      await expect.poll(() => control(page, field).inputValue(), patience).toBe(value)
    await expect.poll(async () => (await storedForm(desk)).values[field]?.value, patience).toBe(value)
  }
  const bothOpen = async (title: string): Promise<void> => {
    for (const page of [kiosk, clerk]) await pageOfForm(page, title).click()
  }
  const isOn = (page: Page, title: string) =>
    expect.poll(() => pageOfForm(page, title).getAttribute('aria-current'), patience).toBe('step')
  /** Turns the wheel to where there is more: the form goes that way, never back, and stays. Returns how far down it is (0 to 1). */
  const scroll = async (page: Page): Promise<number> => {
    await Promise.all([scrollAtRest(kiosk), scrollAtRest(clerk)])
    const before = await scrollAtRest(page)
    const by = before.top > before.most / 2 ? -200 : 200
    const tops = await turnWheel(page, by)
    const { top, most } = await scrollAtRest(page)
    expect(tops).toEqual([...tops].sort((one, other) => by * (one - other)))
    expect(Math.abs(top - Math.min(most, Math.max(0, before.top + by)))).toBeLessThan(3)
    return top / most
  }
  const shareOf = async (page: Page): Promise<number> => {
    const { top, most } = await scrollAtRest(page)
    return top / most
  }

  beforeAll(async () => {
    call = await openKioskCall({ item: new RegExp(companyItem.name.zh.slice(0, 6)) })
    ;({ desk, kiosk, clerk } = call)
    await showForm(kiosk, clerk)
    await pageOfForm(kiosk, names).click()
    for (const one of exampleAnswers(companyItem.form).filter(({ page }) => page === 'name'))
      await giveAnswer(kiosk, one)
    await bothOpen(company)
  })
  keepFailures(() => ({ kiosk, clerk }))
  afterAll(async () => {
    await call?.close()
  })

  test('FORM-6: the clerk takes the own edit back; what the applicant wrote stands on both screens and in the database', async () => {
    await control(kiosk, 'company/town').fill('练市镇')
    await kiosk.keyboard.press('Tab')
    await everywhere('company/town', '练市镇')
    await control(clerk, 'company/town').fill('双林镇')
    await everywhere('company/town', '双林镇')
    await fieldBox(clerk, 'company/town').getByRole('button', { name: '撤销我的修改' }).click()
    await everywhere('company/town', '练市镇')
    await fieldBox(kiosk, 'company/town').getByText('本人').waitFor()
    await fieldBox(clerk, 'company/town').getByText('申请人').waitFor()
  })

  test('FORM-6: the applicant takes the own edit back with one large button', async () => {
    await control(clerk, 'company/email').fill('old@example.com')
    await clerk.keyboard.press('Tab')
    await everywhere('company/email', 'old@example.com')
    await control(kiosk, 'company/email').click()
    await fieldBox(clerk, 'company/email').getByText('申请人正在填写').waitFor()
    await control(kiosk, 'company/email').fill('new@example.com')
    await everywhere('company/email', 'new@example.com')
    await fieldBox(kiosk, 'company/email').getByRole('button', { name: '撤销我的修改' }).click()
    await everywhere('company/email', 'old@example.com')
  })

  test('FORM-8, FORM-26: a field in use shows who is typing, and is not overwritten under the fingers', async () => {
    const [theirs, ours] = [control(clerk, 'company/phone'), control(kiosk, 'company/phone')]
    const inUse = fieldBox(clerk, 'company/phone').getByText('申请人正在填写')
    await ours.fill('138000')
    await inUse.waitFor()
    expect(await fieldBox(clerk, 'company/phone').getByText('应为11位').count()).toBe(0)
    await look(clerk, 'clerk-field-in-use')
    // A picture takes longer than a cursor holds a field without a sign of life.
    await ours.press('End')
    await kiosk.keyboard.type('0')
    await inUse.waitFor()
    expect(await theirs.isEditable()).toBe(false)
    await theirs.click()
    await clerk.keyboard.type('999')
    // A cursor that only looks takes the field from nobody.
    expect(await ours.isEditable()).toBe(true)
    await kiosk.keyboard.type('1')
    await everywhere('company/phone', '13800001')
    await kiosk.keyboard.press('Tab')
    // The clerk's cursor waited there, and has the field now.
    await fieldBox(kiosk, 'company/phone').getByText('窗口人员正在填写').waitFor()
    expect(await ours.isEditable()).toBe(false)
    await theirs.press('End')
    await clerk.keyboard.type('2')
    await everywhere('company/phone', '138000012')
    await look(kiosk, 'kiosk-field-in-use')
    await clerk.keyboard.press('Tab')
    await expect.poll(() => ours.isEditable(), patience).toBe(true)
    await fieldBox(clerk, 'company/phone').getByText('应为11位').waitFor()
  })

  test('FORM-11: taken back, the clerk’s next keystroke is not written and the clerk is told; given back, it is', async () => {
    const town = control(clerk, 'company/town')
    await town.click()
    await town.press('End')
    await kiosk.getByRole('button', { name: '收回，不让窗口人员填表' }).click()
    await kiosk.getByText('不能填表').waitFor()
    await clerk.keyboard.type('一')
    await clerk.getByText('申请人已收回表格，您现在只能查看。').waitFor()
    await everywhere('company/town', '练市镇')
    expect(await town.isEditable()).toBe(false)
    await look(kiosk, 'kiosk-taken-back')
    await look(clerk, 'clerk-taken-back')
    // The clerk's cursor, still in the field, keeps the applicant from nothing; and the clerk sees what is written.
    await control(kiosk, 'company/town').fill('善琏镇')
    await everywhere('company/town', '善琏镇')
    await kiosk.keyboard.press('Tab')
    await kiosk.getByRole('button', { name: '允许填表' }).click()
    await clerk.getByText('申请人已收回表格').waitFor({ state: 'hidden' })
    await fieldBox(kiosk, 'company/town').getByText('窗口人员正在填写').waitFor()
    await town.fill('菱湖镇')
    await everywhere('company/town', '菱湖镇')
    await clerk.keyboard.press('Tab')
  })

  test('the clerk’s pointer and “look here” are seen at the right field, also when it lies on another page', async () => {
    const dot = kiosk
      .locator('[aria-hidden=true]')
      .filter({ hasText: /^窗口人员$/ })
      .first()
    let trembles = 0
    // It may still lie where it was before, and one that rests for some seconds goes.
    const isOverField = async (): Promise<boolean> => {
      await fieldBox(clerk, 'company/postcode').hover({ position: { x: 20 + (trembles++ % 2), y: 20 } })
      const [box, at] = [
        await fieldBox(kiosk, 'company/postcode').boundingBox(),
        (await dot.isVisible()) ? await dot.boundingBox() : null,
      ]
      return (
        box !== null &&
        at !== null &&
        at.x >= box.x &&
        at.x <= box.x + box.width &&
        at.y >= box.y &&
        at.y <= box.y + box.height
      )
    }
    await expect.poll(isOverField, patience).toBe(true)

    await pageOfForm(kiosk, names).click()
    await control(clerk, 'company/scope').click()
    await clerk.keyboard.press('Alt+p')
    await isOn(kiosk, company)
    const glowing = kiosk.locator('.glow')
    await expect.poll(() => glowing.getAttribute('data-field'), patience).toBe('field-company/scope')
    await expect.poll(() => isInSight(kiosk, 'company/scope'), patience).toBe(true)
    await look(kiosk, 'kiosk-look-here')
    await clerk.keyboard.press('Alt+p')
    await expect.poll(() => glowing.count(), patience).toBe(0)
    await clerk.keyboard.press('Tab')
  })

  test('following: pages and scrolling of the clerk are followed until one looks by oneself again', async () => {
    // As most screens are: they glide, and each step of the gliding could be taken for a wish of its own.
    for (const page of [kiosk, clerk]) await page.emulateMedia({ reducedMotion: 'no-preference' })
    await bothOpen(names)
    await pageOfForm(clerk, company).click()
    await kiosk.getByText(`窗口人员正在看“${company}”`).waitFor()
    await kiosk.getByRole('button', { name: '跟着看' }).click()
    await isOn(kiosk, company)
    await kiosk.getByText('正在跟着窗口人员看').waitFor()
    const led = await scroll(clerk)
    await expect.poll(() => shareOf(kiosk), patience).toBeCloseTo(led, 1)
    await look(kiosk, 'kiosk-following')

    await clerk.getByText('跟随申请人翻页').click()
    for (const [one, other] of [
      [clerk, kiosk],
      [kiosk, clerk],
      [clerk, kiosk],
    ] as const) {
      const chosen = await scroll(one)
      await expect.poll(() => shareOf(other), patience).toBeCloseTo(chosen, 1)
      // Both follow each other: where the one went both stay.
      expect(await shareOf(one)).toBeCloseTo(chosen, 2)
    }
    await look(clerk, 'clerk-following')

    await kiosk.getByRole('button', { name: '自己看' }).click()
    await clerk.getByText('跟随申请人翻页').click()
    const own = await scrollAtRest(kiosk)
    await scroll(clerk)
    await pageOfForm(clerk, names).click()
    await kiosk.getByText(`窗口人员正在看“${names}”`).waitFor()
    await isOn(kiosk, company)
    // Only the line about following has gone.
    expect(Math.abs((await scrollAtRest(kiosk)).top - own.top)).toBeLessThan(150)
  })

  test('SCREEN-7: nothing on any of these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 120_000)
