import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { formState } from '@farwindow/shared/form/state.ts'
import type { FormState } from '@farwindow/shared/form/state.ts'
import type { TestDesk } from '../serving/desk.ts'
import { patience, servedVisit } from './people.ts'

/** The control of a field, where one types. */
export const control = (page: Page, path: string): Locator => page.locator(`[id="field-${path}"]`)

/** A field with its label and all that is said around it. */
export const fieldBox = (page: Page, path: string): Locator => page.locator(`[data-field="field-${path}"]`)

/** The form comes to the front: the applicant presses its tab, the clerk the key for it. */
export const showForm = async (applicant: Page, clerk: Page): Promise<void> => {
  await applicant
    .getByRole('button', { name: /^(申请表|表格)/ })
    .first()
    .click()
  await clerk.keyboard.press('F6')
}

/** The way to a page of the form, among its pages. */
export const pageOfForm = (page: Page, title: string): Locator =>
  page.getByRole('navigation', { name: '表格目录' }).getByRole('button', { name: title })

/** The form of the visit that is being served, as it stands in PostgreSQL. */
export const storedForm = async (desk: TestDesk): Promise<FormState> => {
  const row = await desk.db
    .selectFrom('subject')
    .select('state')
    .where('kind', '=', 'form')
    .where('id', '=', await servedVisit(desk))
    .executeTakeFirstOrThrow()
  return formState.parse(row.state)
}

/** The box that scrolls around the form stands still: where, and how far it could go (px). */
export const scrollAtRest = (page: Page): Promise<{ readonly top: number; readonly most: number }> =>
  page.getByRole('navigation', { name: '表格目录' }).evaluate(async (inside) => {
    const box = inside.closest('[tabindex="0"]') ?? document.documentElement
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let still = 0; still < 12;) {
      const before = box.scrollTop
      await nextFrame()
      still = box.scrollTop === before ? still + 1 : 0
    }
    return { top: box.scrollTop, most: box.scrollHeight - box.clientHeight }
  })

/** Turns the wheel over the form; returns where the form stood from then on, in each picture until it was still. */
export const turnWheel = async (page: Page, by: number): Promise<readonly number[]> => {
  const nav = page.getByRole('navigation', { name: '表格目录' })
  const tops = await nav.evaluateHandle((inside) => {
    const box = inside.closest('[tabindex="0"]') ?? document.documentElement
    const seen = [box.scrollTop]
    box.addEventListener('scroll', () => seen.push(box.scrollTop))
    return seen
  })
  const { x, y } = await nav.evaluate((inside) => {
    const { left, top, width, height } = (inside.closest('[tabindex="0"]') ?? inside).getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  })
  await page.mouse.move(x, y)
  await page.mouse.wheel(0, by)
  await expect.poll(() => tops.evaluate((seen) => seen.length), patience).toBeGreaterThan(1)
  await scrollAtRest(page)
  return tops.jsonValue()
}

/** Whether a field can be seen: it is on the screen, and nothing lies over it. */
export const isInSight = (page: Page, path: string): Promise<boolean> =>
  fieldBox(page, path).evaluate((field) => {
    const { left, top, width, height } = field.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    return seen !== null && field.contains(seen)
  })
