import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { medicalItem } from '@farwindow/shared/catalogue/medical/item.ts'
import { exampleAnswers, giveAnswer } from './answers.ts'
import { keepFailures } from './looking.ts'
import { framesOf, movesAgain } from './moving.ts'
import { inCall, patience, seesAndHears } from './people.ts'
import { openRoadCall } from './roads.ts'
import type { RoadCall, Side } from './roads.ts'

/* A call that goes on through what really happens: a reload, a dead network, a dead worker, a second tab. */

const cutMs = 10_000
const far = { applicant: '窗口人员的画面', clerk: '申请人的画面' }
/** The figures of the run, for whoever reads its output. */
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const offline = '网络断开了，正在自动重连。您填写的内容已保留。'

const field = (side: Side, name: string) => side.page.locator(`[id="field-stay/${name}"]`)
const type = (side: Side, name: string, value: string): Promise<void> => field(side, name).fill(value)
const showForm = (page: Page): Promise<void> =>
  page
    .getByRole('button', { name: /^(申请表|表格)/ })
    .first()
    .click()
/** The form's page with the fields above lies before both. */
const openStay = async (side: Side): Promise<void> => {
  await side.page
    .getByRole('navigation', { name: '表格目录' })
    .getByRole('button', { name: /异地就医信息/ })
    .click()
  await field(side, 'city').waitFor()
}

describe('a call under faults', () => {
  let call: RoadCall
  const sides = (): Record<'applicant' | 'clerk', Side> => ({ applicant: call.applicant, clerk: call.clerk })

  const bothSee = async (values: Readonly<Record<string, string>>): Promise<void> => {
    for (const side of [call.applicant, call.clerk])
      for (const [name, value] of Object.entries(values))
        await expect.poll(() => field(side, name).inputValue(), patience).toBe(value)
  }
  const bothSeeAndHear = (): Promise<unknown> => seesAndHears(call.applicant.page, call.clerk.page)
  const openForms = async (): Promise<void> => {
    await showForm(call.applicant.page)
    await call.clerk.page.keyboard.press('F6')
    await Promise.all([openStay(call.applicant), openStay(call.clerk)])
  }
  /** How often this value was written into the form, by the record. */
  const written = async (value: string): Promise<number> => {
    const rows = await call.desk.db.selectFrom('event').select('data').where('kind', '=', 'form').execute()
    return rows.filter(({ data }) => JSON.stringify(data).includes(JSON.stringify(value))).length
  }

  beforeAll(async () => {
    call = await openRoadCall()
  })
  keepFailures(() => ({ applicant: call?.applicant.page, clerk: call?.clerk.page }))
  afterAll(() => call?.close())

  test('MEDIA-13: the call runs over the roads, the form is filled in partly', async () => {
    const { page } = call.applicant
    await showForm(page)
    const answers = exampleAnswers(medicalItem.form)
    for (const one of answers.filter(({ path: of }) => of.startsWith('insured/'))) await giveAnswer(page, one)
    await openForms()
    for (const one of answers.filter(({ path: of }) => of === 'stay/kind')) await giveAnswer(page, one)
    await type(call.applicant, 'province', '上海市')
    await bothSee({ province: '上海市' })
    await bothSeeAndHear()
    expect(await written('上海市')).toBe(1)
  })

  test.each(['applicant', 'clerk'] as const)(
    'MEDIA-16, CALL-6: a page of the %s that is loaded again is back in the same call, with the form as it was',
    async (who) => {
      const before = await call.callId()
      const { page } = sides()[who]
      await page.reload()
      await inCall(page)
      await openForms()
      await bothSee({ province: '上海市' })
      await bothSeeAndHear()
      expect(await call.callId()).toBe(before)
    },
  )

  test.for([
    ['applicant', 'clerk', '申请人网络中断', '松江区'],
    ['clerk', 'applicant', '窗口人员的网络断了', '人民北路1250号'],
  ] as const)(
    'LINK-7, MEDIA-21, CALL-6, FORM-7: ten seconds without network at the %s: the screens say so, and all goes on as it was',
    async ([who, other, said, words]) => {
      const [lost, kept] = [sides()[who], sides()[other]]
      const before = await call.callId()
      const cutAt = Date.now()
      lost.road.cut()
      onTestFinished(lost.road.heal)
      await type(lost, who === 'applicant' ? 'city' : 'address', words)
      const told = await Promise.all([
        lost.page
          .getByText(offline)
          .waitFor()
          .then(() => Date.now() - cutAt),
        kept.page
          .getByText(said)
          .first()
          .waitFor()
          .then(() => Date.now() - cutAt),
      ])
      const still = await framesOf(lost.page, far[who])
      const again = Promise.all([movesAgain(lost.page, far[who]), movesAgain(kept.page, far[other])])
      await new Promise((resolve) => setTimeout(resolve, cutAt + cutMs - Date.now()))
      expect(await framesOf(lost.page, far[who])).toBe(still)
      const healedAt = Date.now()
      lost.road.heal()
      const gone = lost.page
        .getByText(offline)
        .waitFor({ state: 'hidden' })
        .then(() => Date.now() - healedAt)
      const [own, others] = await again
      print(
        `${who} cut for ${cutMs} ms: told after ${told.join(' / ')} ms; from heal to line ${await gone} ms, ` +
          `own picture ${own.first - healedAt} (fifth ${own.fifth - healedAt}) ms, theirs ${others.first - healedAt} ms`,
      )
      await bothSee({ province: '上海市', [who === 'applicant' ? 'city' : 'address']: words })
      expect(await written(words)).toBe(1)
      await bothSeeAndHear()
      expect(await call.callId()).toBe(before)
    },
  )

  test('MEDIA-17: the media worker is killed: pictures and sound come back both ways, in the same call', async () => {
    const before = await call.callId()
    const [worker] = (await call.desk.media.inventory()).workers
    if (worker === undefined) throw new Error('there is no media worker')
    process.kill(worker.pid, 'SIGKILL')
    const killedAt = Date.now()
    await expect
      .poll(async () => (await call.desk.media.inventory()).workers[0]?.pid, patience)
      .not.toBe(worker.pid)
    const [own, others] = await Promise.all([
      movesAgain(call.applicant.page, far.applicant),
      movesAgain(call.clerk.page, far.clerk),
    ])
    print(`from kill to picture ${own.first - killedAt} / ${others.first - killedAt} ms`)
    await bothSeeAndHear()
    expect(await call.callId()).toBe(before)
  })

  test('LINK-3, MEDIA-18: in a second tab of the clerk the call goes on; the first says that it was replaced', async () => {
    const before = await call.callId()
    const first = call.clerk.page
    const second = await first.context().newPage()
    await second.goto(first.url())
    await inCall(second)
    await first.getByText('已在另一个页面打开').waitFor()
    call.clerk.page = second
    await bothSeeAndHear()
    await openForms()
    await bothSee({ province: '上海市', city: '松江区', address: '人民北路1250号' })
    await expect.poll(() => first.locator('video').count(), patience).toBe(0)
    expect(await call.callId()).toBe(before)
  })
}, 60_000)
