import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { answerNext, openApplicant, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'

describe('what passes between the two of a call', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let chen: Page
  let callId: string

  beforeAll(async () => {
    desk = await openDesk()
    ;[kiosk, lin, chen] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('clerk', 'chen'),
    ])
    valueOf(await lin.ask('queue.ready', {}))
    await openApplicant(kiosk)
    callId = await answerNext(lin)
    await kiosk.told('call.changed', (call) => call.phase === 'active')
  })
  afterAll(() => desk.close())

  test('TALK-1: what is written is told to the other side, passing: not numbered, not kept', async () => {
    const before = kiosk.heard.at(-1)?.seq
    valueOf(await lin.ask('talk.draft', { callId, line: 'a', n: 1, text: '请把' }))
    expect(await kiosk.told('talk.drafted')).toEqual({ callId, by: 'clerk', line: 'a', n: 1, text: '请把' })
    expect(kiosk.heard.at(-1)?.seq).toBe(before)
    valueOf(await kiosk.ask('talk.draft', { callId, line: 'b', n: 1, text: '我的地' }))
    expect(await lin.told('talk.drafted')).toMatchObject({ by: 'applicant', text: '我的地' })
    // One's own writing is not told back, and nothing of it is on the disk.
    expect(lin.heard.filter(({ name }) => name === 'talk.drafted')).toHaveLength(1)
    const kept = await desk.db.selectFrom('event').select(['name', 'data']).where('id', '=', callId).execute()
    expect(JSON.stringify(kept)).not.toMatch(/请把|我的地/)
  })

  test('TALK-3: a said line names the writing it came of', async () => {
    valueOf(await lin.ask('call.say', { callId, text: '请把身份证拿近', line: 'a' }))
    expect(await kiosk.told('call.said')).toMatchObject({ by: 'clerk', text: '请把身份证拿近', line: 'a' })
  })

  test('TALK-5: for everybody else there is no such call', async () => {
    refusedAs('notFound', await chen.ask('talk.draft', { callId, line: 'c', n: 1, text: '偷看' }))
    expect(chen.heard.filter(({ name }) => name.startsWith('talk.'))).toEqual([])
  })

  test('TALK-5: writing faster than a hand is refused for a moment', async () => {
    const all = await Promise.all(
      Array.from({ length: 80 }, (_, n) => lin.ask('talk.draft', { callId, line: 'd', n, text: 'x' })),
    )
    const refused = all.filter((each) => !each.ok && each.refusal.code === 'tooMany')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(40)
  })

  test('TALK-5: over is over', async () => {
    valueOf(await lin.ask('call.hangUp', { callId }))
    refusedAs('wrongState', await lin.ask('talk.draft', { callId, line: 'e', n: 1, text: '还有' }))
  })
})
