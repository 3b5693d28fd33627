import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { abandonedLevel, inTimeLevel, needsLook, waitLevel } from '@farwindow/client/supervise/figures.ts'
import type { Board } from '@farwindow/shared/supervise/protocol.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { answerNext, openApplicant, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { addStaff, handIn } from './walk.ts'

const hourMs = 3_600_000
const item = 'medical-elsewhere'
/** What real time adds to the time the tests let pass. */
const slackMs = 30_000

/** Ten o'clock of the next day in China: the day's figures must not begin anew in the middle of a test. */
const untilMorning = (at: number): number => 24 * hourMs - ((at + 8 * hourMs) % (24 * hourMs)) + 10 * hourMs

const boardOf = async (page: Page): Promise<Board> => valueOf(await page.ask('supervise.board', {}))
const phases = ({ seats }: Board) => Object.fromEntries(seats.map(({ personId, phase }) => [personId, phase]))

const answerAs = async (clerk: Page): Promise<string> => {
  valueOf(await clerk.ask('queue.ready', {}))
  return answerNext(clerk)
}

describe('the wallboard of an office', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let chen: Page
  let idle: Page
  let shen: Page
  let elsewhere: Page

  beforeAll(async () => {
    desk = await openDesk()
    desk.pass(untilMorning(Date.now()))
    ;[kiosk, lin, chen, idle, shen, elsewhere] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('clerk', 'chen'),
      // Without a skill: ready, and yet nobody's call rings there.
      addStaff(desk, 'gu', 'clerk', '330503'),
      desk.staff('supervisor', 'shen'),
      addStaff(desk, 'qian', 'supervisor', '310117'),
    ])
  })
  afterAll(() => desk.close())

  /** Somebody calls with a phone from home. */
  const phone = async (): Promise<Page> => {
    const { code } = valueOf(await lin.ask('visit.invite', {}))
    const page = desk.page('phone')
    valueOf(await page.post('visit.join', { code, language: 'zh' }))
    await page.connect()
    valueOf(await page.ask('visit.choose', { item, to: '330503' }))
    valueOf(await page.ask('visit.call', {}))
    return page
  }

  test('SUPERVISE-1: one answered within a minute, one too late, one who gave up, and who waits how long', async () => {
    expect(await boardOf(shen)).toMatchObject({ arrived: 0, longestSince: null, meanWaitMs: null, seats: [] })
    valueOf(await idle.ask('queue.ready', {}))

    const visitId = await openApplicant(kiosk, item)
    desk.pass(20_000)
    const callId = await answerAs(lin)

    const late = await phone()
    desk.pass(100_000)
    const lateCall = await answerAs(chen)
    valueOf(await chen.ask('call.hangUp', { callId: lateCall }))
    // Served and gone is not given up.
    valueOf(await late.ask('visit.end', {}))
    await late.over
    valueOf(await chen.ask('queue.break', { reason: 'meal' }))

    const gone = await phone()
    valueOf(await gone.ask('visit.end', {}))
    await gone.over

    await phone()
    const first = await boardOf(shen)
    expect(first).toMatchObject({
      jurisdiction: '330503',
      waiting: 1,
      inCall: 1,
      arrived: 4,
      answered: 2,
      answeredInTime: 1,
      abandoned: 1,
      submitted: 0,
    })
    expect([inTimeLevel(first), abandonedLevel(first)]).toEqual(['bad', 'bad'])
    expect(first.meanWaitMs).toBeGreaterThanOrEqual(60_000)
    expect(first.meanWaitMs).toBeLessThan(60_000 + slackMs)

    desk.pass(90_000)
    const second = await boardOf(shen)
    expect(second.longestSince).toBe(first.longestSince)
    const waitedMs = second.at - (second.longestSince ?? 0)
    expect(waitedMs).toBeGreaterThanOrEqual(90_000)
    expect(waitedMs).toBeLessThan(90_000 + slackMs)
    expect(waitLevel(waitedMs)).toBe('warn')

    await handIn(
      { applicant: kiosk, clerk: lin, visitId, callId, released: () => kiosk.over },
      { method: 'electronic' },
    )
    expect((await boardOf(shen)).submitted).toBe(1)
  })

  test('SUPERVISE-2: every clerk of the office is there, doing what they do, and since when', async () => {
    const board = await boardOf(shen)
    expect(phases(board)).toEqual({ lin: 'serving', chen: 'break', gu: 'ready' })
    const meal = board.seats.find(({ personId }) => personId === 'chen')
    expect(meal).toMatchObject({ name: '陈志远', number: '12', reason: 'meal' })
    expect(board.at - (meal?.since ?? 0)).toBeGreaterThanOrEqual(90_000)
    expect(board.seats.filter((seat) => needsLook(seat, board.at))).toEqual([])
    desk.pass(30 * 60_000)
    const later = await boardOf(shen)
    const marked = later.seats.filter((seat) => needsLook(seat, later.at)).map(({ personId }) => personId)
    expect(marked.toSorted()).toEqual(['chen', 'lin'])
  })

  test('a change reaches the wallboard that hangs there, and no other office’s', async () => {
    // Whose turn it is now leaves the queue.
    valueOf(await chen.ask('queue.ready', {}))
    await answerNext(chen)
    const told = await shen.told(
      'supervise.board',
      ({ answered, waiting }) => answered === 3 && waiting === 0,
    )
    expect(told).toMatchObject({ jurisdiction: '330503', longestSince: null, inCall: 2, abandoned: 1 })
    expect(phases(told)).toEqual({ lin: 'serving', chen: 'serving', gu: 'ready' })
    expect(elsewhere.heard.filter(({ name }) => name === 'supervise.board')).toEqual([])
  })

  test('an office sees its own figures alone, not those of its hall’s callers elsewhere; a clerk sees none', async () => {
    expect(await boardOf(elsewhere)).toMatchObject({
      jurisdiction: '310117',
      waiting: 0,
      longestSince: null,
      inCall: 0,
      arrived: 0,
      answered: 0,
      abandoned: 0,
      submitted: 0,
      seats: [],
    })
    refusedAs('forbidden', await lin.ask('supervise.board', {}))
  })
})
