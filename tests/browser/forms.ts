import type { Locator, Page } from 'playwright-core'
import { formState } from '@farwindow/shared/form/state.ts'
import type { FormState } from '@farwindow/shared/form/state.ts'
import type { TestDesk } from '../serving/desk.ts'
import { servedVisit } from './people.ts'

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

/** How far the box around the form is scrolled (0 to 1), as soon as it has stood still for half a second. */
export const scrollAtRest = (page: Page): Promise<number> =>
  page.getByRole('navigation', { name: '表格目录' }).evaluate(async (inside) => {
    const box = inside.closest('[tabindex="0"]') ?? document.documentElement
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let still = 0; still < 30;) {
      const before = box.scrollTop
      await nextFrame()
      still = box.scrollTop === before ? still + 1 : 0
    }
    return box.scrollTop / (box.scrollHeight - box.clientHeight)
  })

/** Whether a field can be seen: it is on the screen, and nothing lies over it. */
export const isInSight = (page: Page, path: string): Promise<boolean> =>
  fieldBox(page, path).evaluate((field) => {
    const { left, top, width, height } = field.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    return seen !== null && field.contains(seen)
  })
