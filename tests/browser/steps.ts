import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import { idCheckSign } from '@farwindow/shared/form/idnumber.ts'
import type { TestDesk } from '../serving/desk.ts'
import { exampleAnswers, giveAnswer, press } from './answers.ts'
import { patience } from './people.ts'

/** A number nobody has (GB 11643: region, birthday, and a check sign that fits). */
export const idNumber = `33050319900101123${idCheckSign('33050319900101123')}`

/** The applicant agrees, the clerk types the number, and each still is asked for, taken and used. */
export const showPapersAndFace = async (
  clerk: Page,
  applicant: Page,
  steps: readonly string[],
): Promise<void> => {
  await applicant.getByRole('button', { name: '同意，开始核验' }).click()
  await clerk.keyboard.press('F8')
  await clerk.getByLabel('照证件输入号码').fill(idNumber)
  await clerk.getByRole('button', { name: '确定' }).click()
  for (const step of steps) {
    await clerk.getByRole('button', { name: `请对方拍照 ${step}` }).click()
    await applicant.getByRole('button', { name: '开始拍' }).click()
    await applicant.getByRole('button', { name: '拍摄', exact: true }).click()
    // A press right after another in the same place counts as a shaking hand's (SCREEN-4): it is pressed again.
    const use = applicant.getByRole('button', { name: '用这张' })
    await use.waitFor()
    const pressUse = async (): Promise<boolean> => {
      await use.click({ timeout: 1_000 }).catch(() => undefined)
      return use.isVisible()
    }
    await expect.poll(pressUse, patience).toBe(false)
    await clerk.getByRole('button', { name: `重拍 ${step}` }).waitFor()
  }
}

/** The clerk draws a cue and sees it done. A cue is answered within 15 s: nothing slow happens in between. */
export const answerCue = async (clerk: Page, meanwhile?: () => Promise<unknown>): Promise<void> => {
  await clerk.getByRole('button', { name: '出示随机动作' }).click()
  await clerk.getByRole('button', { name: '做到了' }).waitFor()
  await meanwhile?.()
  await clerk.getByRole('button', { name: '做到了' }).click()
  await clerk.getByRole('button', { name: '做到了' }).waitFor({ state: 'hidden' })
}

/** The applicant turns the form's pages and answers everything with the definition's own examples. */
export const fillInForm = async (applicant: Page, form: FormDefinition): Promise<void> => {
  await applicant
    .getByRole('button', { name: /^(申请表|表格)/ })
    .first()
    .click()
  const answers = exampleAnswers(form)
  for (const page of form.pages) {
    await applicant
      .getByRole('navigation', { name: '表格目录' })
      .getByRole('button', { name: page.title.zh })
      .click()
    for (const answer of answers.filter((one) => one.page === page.id)) await giveAnswer(applicant, answer)
  }
}

/** The applicant gives one picture for every paper asked for; the clerk sees all of them. */
export const handOverPapers = async (applicant: Page, clerk: Page, paper: Buffer): Promise<void> => {
  await applicant.getByRole('button', { name: /^材料/ }).first().click()
  const inputs = applicant.locator('input[type=file]:not([capture])')
  await inputs.first().waitFor({ state: 'attached' })
  const wanted = await inputs.count()
  for (let n = 0; n < wanted; n += 1)
    await inputs.nth(n).setInputFiles({ name: 'paper.png', mimeType: 'image/png', buffer: paper })
  await clerk.keyboard.press('F7')
  // Each takes its time on the way: who judges them one by one has to have them all.
  await expect.poll(() => clerk.getByRole('button', { name: /^认可 / }).count(), patience).toBe(wanted)
}

/** The clerk accepts every paper that is there. */
export const acceptPapers = async (clerk: Page): Promise<void> => {
  const accept = clerk.getByRole('button', { name: /^认可 / })
  for (let left = await accept.count(); left > 0; left -= 1) {
    await accept.first().click()
    await expect.poll(() => accept.count(), patience).toBe(left - 1)
  }
}

/** The applicant agrees and draws a name on the pad. */
export const drawSignature = async (applicant: Page): Promise<void> => {
  await applicant.getByRole('button', { name: /签名/ }).first().click()
  for (const tick of await applicant.getByRole('checkbox').all()) await press(tick)
  const canvas = applicant.locator('canvas').first()
  await canvas.scrollIntoViewIfNeeded()
  const pad = await canvas.boundingBox()
  if (pad === null) throw new Error('there is no pad to sign on')
  const step = (pad.width - 120) / 20
  await applicant.mouse.move(pad.x + 60, pad.y + 60)
  await applicant.mouse.down()
  for (let n = 0; n < 20; n += 1) await applicant.mouse.move(pad.x + 60 + n * step, pad.y + 60 + (n % 4) * 20)
  await applicant.mouse.up()
}

/** The signature is given, and nothing is missing any more at the clerk's desk. */
export const sign = async (applicant: Page, clerk: Page): Promise<void> => {
  await applicant.getByRole('button', { name: '确认签名' }).first().click()
  await expect.poll(() => clerk.locator('summary', { hasText: '还差' }).count(), patience).toBe(0)
}

/** The clerk hands the case in and hangs up. */
export const handIn = async (clerk: Page, { db }: TestDesk): Promise<void> => {
  await clerk.getByRole('dialog').getByRole('button', { name: '提交办件' }).click()
  const cases = () => db.selectFrom('subject').select('id').where('kind', '=', 'case').execute()
  await expect.poll(async () => (await cases()).length, patience).toBe(1)
  await clerk.getByRole('button', { name: '挂断' }).click()
}

/** Reference and access code as they stand on the receipt. */
export const readReceipt = async (applicant: Page): Promise<{ reference: string; code: string }> => {
  await applicant
    .getByRole('button', { name: /非常满意/ })
    .or(applicant.getByText('非常满意'))
    .first()
    .waitFor()
  const reference = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/
  const text = () => applicant.locator('main').innerText()
  // It is fetched when the call is over.
  await expect.poll(text, patience).toMatch(reference)
  const shown = await text()
  return {
    reference: reference.exec(shown)?.[0] ?? '',
    code: /(?<![A-Z0-9-])[A-Z0-9]{4}-[A-Z0-9]{4}(?![A-Z0-9-])/.exec(shown)?.[0] ?? '',
  }
}
