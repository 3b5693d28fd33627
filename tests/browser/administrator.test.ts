import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { medicalItem } from '@farwindow/shared/catalogue/medical/item.ts'
import { openInstallation } from '../serving/installation.ts'
import type { Installation } from '../serving/installation.ts'
import { press as tick } from './answers.ts'
import { barriersOn } from './barriers.ts'
import { openBrowser } from './chromium.ts'
import { keepFailures, pictures } from './looking.ts'

const password = 'a long enough password'
const { pages, schema, rules } = medicalItem.form
const formText = JSON.stringify({ pages, schema, rules }, null, 2)

/** An administrator at a desk, with nothing but the one-time link; each step builds on the one before. */
describe('setting up an installation on the screen', { timeout: 90_000 }, () => {
  let desk: Installation
  let browser: Browser
  let admin: Page
  let kiosk: Page
  const barriers: string[] = []

  const open = async (width: number, height: number): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    return page
  }
  /** Keeps a picture at both sizes of a desk, and looks for what keeps people out. */
  const look = async (name: string): Promise<void> => {
    mkdirSync(pictures, { recursive: true })
    for (const [width, height] of [
      [1920, 1080],
      [1366, 768],
    ] as const) {
      await admin.setViewportSize({ width, height })
      await admin.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
      await admin.screenshot({ path: path.join(pictures, `administrator-${name}-${width}.png`) })
    }
    for (const barrier of await barriersOn(admin)) barriers.push(`${name}: ${barrier}`)
  }
  const press = (name: string | RegExp, within: Page | Locator = admin): Promise<void> =>
    within.getByRole('button', { name, exact: typeof name === 'string' }).click()
  const openTab = (name: string): Promise<void> => admin.getByRole('tab', { name }).first().click()
  const fill = (label: string, text: string, within: Page | Locator = admin): Promise<void> =>
    within.getByLabel(label, { exact: true }).fill(text)
  const name = async (label: string, zh: string, en: string): Promise<void> => {
    await fill(`${label}（中文）`, zh)
    await fill(`${label}（英文）`, en)
  }
  /** Opens a dialog; a press right after the last one on the same button counts as the same (SCREEN-4). */
  const openDialog = (button: string): Promise<void> =>
    vi.waitFor(async () => {
      const dialog = admin.getByRole('dialog')
      if ((await dialog.count()) === 0) await press(button)
      expect(await dialog.count()).toBe(1)
    }, 15_000)
  const addPlace = async (code: string, zh: string, en: string): Promise<void> => {
    await openDialog('添加行政区划')
    await fill('行政区划代码', code)
    await name('名称', zh, en)
  }
  const saved = (): Promise<void> => admin.getByRole('dialog').waitFor({ state: 'detached' })

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openInstallation(), openBrowser()])
    ;[admin, kiosk] = await Promise.all([open(1366, 768), open(1080, 1920)])
  })
  keepFailures(() => ({ admin }))
  afterAll(async () => {
    await browser.close()
    await desk.close()
  })

  test('the one-time link makes the first administrator, who is told what is still to do', async () => {
    await admin.goto(`${desk.url}/administrator#${desk.token}`)
    await look('setup')
    await fill('姓名', '周岚')
    await fill('账号', 'root')
    await fill('密码', password)
    await press('建立账号')
    await admin.getByRole('button', { name: '登录', exact: true }).waitFor()
    await fill('账号', 'root')
    await fill('密码', password)
    await press('登录')
    await admin.getByRole('heading', { name: '开通前还需要做的事' }).waitFor()
    await look('empty')
  })

  test('jurisdictions are added by their code; what they will be called shows before', async () => {
    await addPlace('990000', '某省', 'Nowhere')
    await admin.getByText('没有这个省级代码').waitFor()
    // What was typed is not lost by one press: neither by the button nor by the key.
    await press('取消')
    const question = admin.getByRole('dialog', { name: '修改还没有保存' })
    await press('继续编辑', question)
    expect(await admin.getByLabel('行政区划代码').inputValue()).toBe('990000')
    await admin.keyboard.press('Escape')
    await look('leaving')
    await press('不保存，离开', question)
    await saved()
    for (const [code, zh, en] of [
      ['310000', '上海市', 'Shanghai'],
      ['310117', '松江区', 'Songjiang District'],
      ['330000', '浙江省', 'Zhejiang Province'],
      ['330503', '南浔区', 'Nanxun District'],
    ] as const) {
      await addPlace(code, zh, en)
      if (code === '330503') {
        await admin.getByText('页面上显示为：浙江省南浔区。').waitFor()
        await look('jurisdiction')
      }
      await press('保存')
      await saved()
    }
    await admin.getByRole('rowheader', { name: '浙江省南浔区' }).waitFor()
    await look('overview')
  })

  test('CATALOGUE-6: an item is written, told what is wrong with it and where, tried out as applicants see it, published', async () => {
    await openTab('事项')
    await press('添加事项')
    await look('item-new')
    await name('事项名称', '异地就医备案', 'Medical filing elsewhere')
    await fill('代码', 'medical-elsewhere')
    await name('主题', '医保', 'Medical insurance')
    await name('一句话说明', '在外地看病也能直接结算', 'Settle bills away from home')
    await fill('别的叫法', '医保、看病、报销')
    await look('item-basics')
    // A tab of the page, the way out and the list: each asks before the draft is lost.
    for (const leave of [() => openTab('人员'), () => press('退出'), () => press('返回列表')]) {
      await leave()
      await press('继续编辑', admin.getByRole('dialog', { name: '修改还没有保存' }))
      expect(await admin.getByLabel('代码', { exact: true }).inputValue()).toBe('medical-elsewhere')
    }
    await openTab('办事指南')
    await name('谁可以申请', '长期在外地居住的参保人', 'Insured people living elsewhere')
    await name('第 1 步', '与窗口人员视频通话', 'Video call with the clerk')
    await name('法律法规', '《医疗保障经办规程》', 'Rules for medical insurance')
    await look('item-guide')
    await openTab('申请材料')
    await press('添加材料')
    await name('材料名称', '身份证', 'Identity card')
    await admin.getByLabel('代码', { exact: true }).fill('identity')
    await look('item-materials')
    await openTab('申请表')
    const box = admin.getByLabel('申请表的 JSON')
    await box.fill(
      formText.replace('"control": "text"', '"control": "txet"').replace('"minLength"', '"minLenght"'),
    )
    await admin.getByText('minLenght').first().waitFor()
    await look('item-form-wrong')
    await box.fill(formText.replace('},', '}，'))
    await admin
      .getByText('“，”是中文标点，请换成英文标点')
      .or(admin.getByText('是中文标点'))
      .first()
      .waitFor()
    await look('item-form-json')
    await admin.locator('input[type=file]').setInputFiles({
      name: 'form.json',
      mimeType: 'application/json',
      buffer: Buffer.from(formText),
    })
    await admin.getByText('发布前要改好').waitFor({ state: 'detached' })
    await look('item-form')
    await openTab('预览')
    const device = admin.frameLocator('iframe')
    await device.getByRole('heading', { name: '异地就医备案' }).waitFor()
    await look('item-preview-guide')
    await admin.getByLabel('看哪一页').selectOption({ index: 2 })
    await press('检查这一页')
    await device.getByText('请填写').first().waitFor()
    await look('item-preview-form')
    const first = device.locator('[id="field-insured/name"]')
    await first.fill('张三')
    await device.getByText('参保人姓名：请填写').waitFor({ state: 'detached' })
    await press('填入示例')
    await device.getByText('请填写').first().waitFor({ state: 'detached' })
    await expect.poll(() => first.inputValue()).toBe('周桂兰')
    await tick(admin.getByLabel('自助终端'))
    await device.getByRole('heading').first().waitFor()
    await look('item-preview-kiosk')
    await press('发布')
    await admin.getByText('已发布').waitFor()
    await press('返回列表')
    await look('items')
  })

  test('agreement, window and clerk follow; the enrolled kiosk offers the item', async () => {
    await openTab('通办协议')
    await openDialog('添加协议')
    await name('名称', '松江—南浔通办协议', 'Songjiang–Nanxun')
    await fill('代码', 'songjiang-nanxun')
    await tick(admin.getByLabel('上海市松江区'))
    await tick(admin.getByLabel('浙江省南浔区'))
    await tick(admin.getByLabel('异地就医备案'))
    await look('agreement')
    await press('保存')
    await saved()
    await look('agreements')
    await openTab('窗口与时间')
    await openDialog('添加窗口')
    await admin.getByLabel('所属地区').selectOption({ label: '浙江省南浔区' })
    await name('名称', '南浔区远程窗口', 'Nanxun remote window')
    await look('window')
    await press('保存')
    await saved()
    await look('windows')
    await openTab('人员')
    await openDialog('添加人员')
    await fill('姓名', '沈一帆')
    await fill('账号', 'shen')
    await fill('工号', '8')
    await fill('密码', password)
    await admin.getByLabel('所属地区').selectOption({ label: '浙江省南浔区' })
    await look('person')
    await press('保存')
    await saved()
    await look('people')
    await openTab('自助终端')
    await openDialog('添加终端')
    await fill('终端名称', '1号自助终端')
    await fill('所在大厅', '松江区政务服务中心一楼')
    await admin.getByLabel('所属地区').selectOption({ label: '上海市松江区' })
    await press('添加并显示登记码')
    const code = await admin.getByRole('dialog').locator('output').textContent()
    await look('kiosk-code')
    await kiosk.goto(`${desk.url}/kiosk#${code}`)
    await kiosk.getByRole('button', { name: /异地就医备案/ }).waitFor()
    await admin.getByText('终端已登记成功').waitFor()
    await press('完成')
    await look('kiosks')
    await openTab('总览')
    await admin.getByRole('rowheader', { name: '浙江省南浔区' }).first().waitFor()
    await expect.poll(() => admin.getByRole('heading', { name: '开通前还需要做的事' }).count()).toBe(0)
    await look('done')
  })

  test('REGION-6: two administrators change one window: the second keeps what was typed, and chooses', async () => {
    const second = await open(1366, 768)
    await second.goto(`${desk.url}/administrator`)
    await fill('账号', 'root', second)
    await fill('密码', password, second)
    await press('登录', second)
    const edit = async (page: Page): Promise<void> => {
      await page.getByRole('tab', { name: '窗口与时间' }).click()
      await press('修改 南浔区远程窗口', page)
    }
    await edit(admin)
    await edit(second)
    await fill('周一', '08:00-12:00', second)
    await press('保存', second)
    await second.getByRole('dialog').waitFor({ state: 'detached' })
    await fill('名称（中文）', '南浔区一号窗口')
    await press('保存')
    await admin.getByText('对方改动了：开放时间').waitFor()
    expect(await admin.getByLabel('名称（中文）').inputValue()).toBe('南浔区一号窗口')
    await look('conflict')
    await press('用我的内容覆盖')
    await saved()
    await admin.getByRole('rowheader', { name: '南浔区一号窗口' }).waitFor()
    await second.context().close()
  })

  test('SCREEN-7: no panel keeps anybody out', () => {
    expect(barriers).toEqual([])
  })
})
