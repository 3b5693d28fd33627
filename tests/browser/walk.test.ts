import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationCode, demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { medicalItem } from '@farwindow/shared/catalogue/medical/item.ts'
import { idCheckSign } from '@farwindow/shared/form/idnumber.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { exampleAnswers, giveAnswer, press } from './answers.ts'
import { openBrowser } from './chromium.ts'
import { loudestRemote, movingVideos } from './moving.ts'

const pictures = path.resolve(import.meta.dirname, '../../.screenshots')
const number = `33050319900101123${idCheckSign('33050319900101123')}`
const patience = { timeout: 30_000 }

/** The whole first call, as three people live it; each step builds on the one before. */
describe('the first call', () => {
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let clerk: Page
  let supervisor: Page
  let paper: Buffer
  const barriers: string[] = []
  let reference = ''
  let code = ''

  const open = async (width: number, height: number): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height },
      permissions: ['camera', 'microphone'],
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    return page
  }
  /** Keeps a picture of the screen, and looks for what keeps people out. */
  const look = async (page: Page, name: string): Promise<void> => {
    mkdirSync(pictures, { recursive: true })
    // What is on its way in or out has no colour of its own yet.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
    await page.screenshot({ path: path.join(pictures, `${name}.png`) })
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        barriers.push(`${name}: ${id} at ${nodes[0]?.target.join(' ')}`)
  }
  const signIn = async (page: Page, at: string, login: string): Promise<void> => {
    await page.goto(`${desk.url}/${at}`)
    await page.getByLabel('账号').fill(login)
    await page.getByLabel('密码').fill(demonstrationPassword)
    await page.getByRole('button', { name: '登录' }).click()
  }
  const current = async (): Promise<string> => {
    const row = await desk.db
      .selectFrom('subject')
      .select('id')
      .where('kind', '=', 'visit')
      .where('phase', '=', 'served')
      .executeTakeFirstOrThrow()
    return row.id
  }

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[kiosk, clerk, supervisor] = await Promise.all([open(1080, 1920), open(1366, 768), open(1920, 1080)])
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const [name, page] of Object.entries({ kiosk, clerk, supervisor }))
      await page.screenshot({ path: path.join(pictures, `failed-${name}.png`) })
  })
  afterAll(async () => {
    await browser.close()
    await desk.close()
  })

  test('the kiosk is enrolled by its code; the applicant chooses, reads, checks the devices and waits', async () => {
    await kiosk.goto(`${desk.url}/kiosk#${await demonstrationCode(desk.desk.house)}`)
    await kiosk.getByRole('heading', { name: '办什么事？' }).waitFor()
    await look(kiosk, 'kiosk-start')
    await kiosk.getByRole('button', { name: /异地就医/ }).click()
    await kiosk.getByRole('heading', { name: '请准备这些材料' }).waitFor()
    await look(kiosk, 'kiosk-guide')
    await kiosk.getByRole('button', { name: '现在通话' }).click()
    await kiosk.getByRole('heading', { name: '先检查一下设备' }).waitFor()
    await kiosk.getByText('对方画面传来 可以使用').or(kiosk.getByText('可以使用').nth(3)).first().waitFor()
    await look(kiosk, 'kiosk-check')
    await kiosk.getByRole('button', { name: '现在通话' }).click()
    await kiosk.getByRole('button', { name: '不等了' }).waitFor()
    await look(kiosk, 'kiosk-waiting')
  })

  test('the clerk signs in and gets ready; it rings; the supervisor sees who waits', async () => {
    await signIn(supervisor, 'supervisor', 'shen')
    await supervisor.getByText('正在等候').or(supervisor.getByText('等候')).first().waitFor()
    await signIn(clerk, 'clerk', 'lin')
    await clerk.getByRole('button', { name: '开始接听' }).click()
    await clerk.getByRole('alertdialog', { name: '来电' }).waitFor()
    await look(clerk, 'clerk-ringing')
  })

  test('MEDIA: answered by one key, both see moving pictures and hear each other', async () => {
    await clerk.keyboard.press('Enter')
    await kiosk.getByRole('timer', { name: '通话时长' }).waitFor()
    await clerk.getByRole('timer', { name: '通话时长' }).waitFor()
    for (const page of [kiosk, clerk]) {
      await expect
        .poll(
          async () =>
            (await movingVideos(page)).filter(({ frames, width }) => frames >= 5 && width >= 320).length,
          patience,
        )
        .toBeGreaterThanOrEqual(2)
      await expect.poll(() => loudestRemote(page), patience).toBeGreaterThan(0.02)
    }
    await look(kiosk, 'kiosk-call')
    await look(clerk, 'clerk-call')
    await look(supervisor, 'wallboard')
  })

  test('IDENT-7: the clerk checks who it is; accepting is closed until every step is done', async () => {
    await kiosk.getByRole('button', { name: '同意，开始核验' }).click()
    await clerk.keyboard.press('F8')
    await clerk.getByLabel('照证件输入号码').fill(number)
    await clerk.getByRole('button', { name: '确定' }).click()
    for (const step of ['证件正面照片', '本人面部照片']) {
      await clerk.getByRole('button', { name: `请对方拍照 ${step}` }).click()
      await kiosk.getByRole('button', { name: '开始拍' }).click()
      await kiosk.getByRole('button', { name: '拍摄', exact: true }).click()
      await kiosk.getByRole('button', { name: '用这张' }).click()
      await clerk.getByRole('button', { name: `重拍 ${step}` }).waitFor()
    }
    expect(await clerk.getByRole('button', { name: '核验通过' }).isEnabled()).toBe(false)
    await clerk.getByRole('button', { name: '出示随机动作' }).click()
    await clerk.getByRole('button', { name: '做到了' }).waitFor()
    // A cue is answered within 15 s: only the picture is taken here.
    await kiosk.screenshot({ path: path.join(pictures, 'kiosk-cue.png') })
    await clerk.getByRole('button', { name: '做到了' }).click()
    await clerk.getByRole('button', { name: '核验通过' }).click()
    await clerk.getByText('核验已通过').waitFor()
    await look(clerk, 'clerk-identity')
  })

  test('FORM-7: what one types, the other sees; values are the same on both sides and in the database', async () => {
    await kiosk
      .getByRole('button', { name: /^(申请表|表格)/ })
      .first()
      .click()
    await clerk.keyboard.press('F6')
    const answers = exampleAnswers(medicalItem.form)
    for (const page of medicalItem.form.pages) {
      await kiosk
        .getByRole('navigation', { name: '表格目录' })
        .getByRole('button', { name: page.title.zh })
        .click()
      for (const answer of answers.filter((one) => one.page === page.id)) await giveAnswer(kiosk, answer)
    }
    await look(kiosk, 'kiosk-form')
    const visitId = await current()
    const stored = async () => {
      const row = await desk.db
        .selectFrom('subject')
        .select('state')
        .where('kind', '=', 'form')
        .where('id', '=', visitId)
        .executeTakeFirstOrThrow()
      return JSON.stringify(row.state)
    }
    const typed = answers.filter(
      ({ field, value }) => field.control === 'text' && field.sensitive !== true && typeof value === 'string',
    )
    expect(typed.length).toBeGreaterThan(2)
    for (const { path: field, value, page } of typed) {
      const title = medicalItem.form.pages.find((one) => one.id === page)?.title.zh ?? ''
      await clerk.getByRole('navigation', { name: '表格目录' }).getByRole('button', { name: title }).click()
      await expect.poll(() => clerk.locator(`[id="field-${field}"]`).inputValue(), patience).toBe(value)
      await expect.poll(stored, patience).toContain(JSON.stringify(value))
    }
    await look(clerk, 'clerk-form')
  })

  test('papers are handed over and judged; the applicant signs', async () => {
    paper = await clerk.screenshot()
    await kiosk.getByRole('button', { name: /^材料/ }).first().click()
    const inputs = kiosk.locator('input[type=file]:not([capture])')
    for (let n = 0; n < (await inputs.count()); n += 1)
      await inputs.nth(n).setInputFiles({ name: 'paper.png', mimeType: 'image/png', buffer: paper })
    await clerk.keyboard.press('F7')
    const accept = clerk.getByRole('button', { name: /^认可 / })
    await accept.first().waitFor()
    await look(kiosk, 'kiosk-papers')
    for (let left = await accept.count(); left > 0; left -= 1) {
      await accept.first().click()
      await expect.poll(() => accept.count(), patience).toBe(left - 1)
    }
    await kiosk.getByRole('button', { name: /签名/ }).first().click()
    for (const tick of await kiosk.getByRole('checkbox').all()) await press(tick)
    const pad = await kiosk.locator('canvas').first().boundingBox()
    if (pad === null) throw new Error('there is no pad to sign on')
    await kiosk.mouse.move(pad.x + 60, pad.y + 60)
    await kiosk.mouse.down()
    for (let n = 0; n < 20; n += 1) await kiosk.mouse.move(pad.x + 60 + n * 12, pad.y + 60 + (n % 4) * 20)
    await kiosk.mouse.up()
    await look(kiosk, 'kiosk-sign')
    await kiosk.getByRole('button', { name: '确认签名' }).first().click()
    await expect.poll(() => clerk.locator('summary', { hasText: '还差' }).count(), patience).toBe(0)
  })

  test('the case is handed in; the applicant gets the receipt; the call ends', async () => {
    await clerk.keyboard.press('F10')
    await look(clerk, 'clerk-submit')
    await clerk.getByRole('dialog').getByRole('button', { name: '提交办件' }).click()
    await expect
      .poll(
        async () =>
          (await desk.db.selectFrom('subject').select('id').where('kind', '=', 'case').execute()).length,
        patience,
      )
      .toBe(1)
    await clerk.getByRole('button', { name: '挂断' }).click()
    await kiosk
      .getByRole('button', { name: /非常满意/ })
      .or(kiosk.getByText('非常满意'))
      .first()
      .waitFor()
    const text = await kiosk.locator('main').innerText()
    reference = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(text)?.[0] ?? ''
    code = /(?<![A-Z0-9-])[A-Z0-9]{4}-[A-Z0-9]{4}(?![A-Z0-9-])/.exec(text)?.[0] ?? ''
    expect([reference, code]).toEqual([expect.stringMatching(/^.{14}$/), expect.stringMatching(/^.{9}$/)])
    await look(kiosk, 'kiosk-end')
  })

  test('CASE-9: whoever has reference and code finds the case on the progress page', async () => {
    const anyone = await open(390, 844)
    await anyone.goto(`${desk.url}/progress#${reference}.${code}`)
    await anyone.getByText(reference).first().waitFor()
    await anyone.getByText(medicalItem.name.zh).first().waitFor()
    await look(anyone, 'progress')
    await anyone.context().close()
  })

  test('VISIT-1: ending wipes the kiosk; the next person finds nothing', async () => {
    await kiosk.getByRole('button', { name: '结束并清除' }).click()
    const sure = kiosk.getByRole('dialog').getByRole('button', { name: /结束/ }).first()
    if (await sure.isVisible()) await sure.click()
    await kiosk.getByRole('heading', { name: '办什么事？' }).waitFor()
    expect(await kiosk.locator('body').innerText()).not.toContain(reference)
    expect(await kiosk.content()).not.toContain(number)
  })

  test('SCREEN-7: nothing on any of these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 240_000)
