import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { companyItem } from '@farwindow/shared/catalogue/company/item.ts'
import { largestFileBytes } from '@farwindow/shared/record/protocol.ts'
import { jpegOfCamera } from './camera.ts'
import { answerNext, openApplicant, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { pdf, png } from './picture.ts'
import { callFrom, handIn } from './walk.ts'

const fileAt = async (page: Page, surface: string, id: string) => {
  const answer = await page.get(`/files/${surface}/${id}`)
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** What is written down of calls and forms so far. */
const countEvents = async ({ db }: TestDesk): Promise<number> =>
  (await db.selectFrom('event').select('name').where('kind', 'in', ['call', 'form']).execute()).length

describe('what passes between the two of a call', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let chen: Page
  let visitId: string
  let callId: string

  beforeAll(async () => {
    desk = await openDesk()
    ;[kiosk, lin, chen] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('clerk', 'chen'),
    ])
    valueOf(await lin.ask('queue.ready', {}))
    visitId = await openApplicant(kiosk)
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
    const clockGoesOn = desk.stopClock()
    const all = await Promise.all(
      Array.from({ length: 80 }, (_, n) => lin.ask('talk.draft', { callId, line: 'd', n, text: 'x' })),
    )
    clockGoesOn()
    const refused = all.filter((each) => !each.ok && each.refusal.code === 'tooMany')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(40)
  })

  test('TALK-6, TALK-8: a file is checked, stripped, sealed, said to both, and an event', async () => {
    const sent = jpegOfCamera({ orientation: 6 })
    const file = valueOf(await kiosk.ask('talk.push', { callId, name: '../我的\u202e照片.jpg', bytes: sent }))
    expect(file).toMatchObject({ name: '我的照片.jpg', type: 'image/jpeg' })
    const line = await lin.told('call.said', (said) => said.file !== undefined)
    expect(line).toMatchObject({ by: 'applicant', text: '我的照片.jpg', file })
    await kiosk.told('call.said', (said) => said.file?.id === file.id)
    const { status, bytes } = await fileAt(lin, 'clerk', file.id)
    expect(status).toBe(200)
    expect(bytes.toString('latin1')).not.toMatch(/31\.1950|HUAWEI/)
    expect(bytes.length).toBe(file.sizeBytes)
    // Said again after a reload, and no paper of the application.
    expect(valueOf(await lin.ask('call.current', {})).lines.at(-1)).toMatchObject({ file })
    expect(valueOf(await lin.ask('record.files', { visitId })).files).toEqual([])
    const names = await desk.db
      .selectFrom('event')
      .select('name')
      .where('id', '=', file.id)
      .orderBy('n')
      .execute()
    expect(names.map(({ name }) => name)).toEqual(['stored', 'looked'])
    for (const request of ['record.remove', 'record.judge'] as const)
      refusedAs(
        'notFound',
        request === 'record.remove'
          ? await kiosk.ask(request, { visitId, fileId: file.id })
          : await lin.ask(request, { visitId, fileId: file.id, verdict: 'accepted' }),
      )
  })

  test('TALK-6: the clerk sends a PDF; programs, disguises and what is too large are refused', async () => {
    const file = valueOf(await lin.ask('talk.push', { callId, name: '办事指南.pdf', bytes: pdf() }))
    expect((await fileAt(kiosk, 'kiosk', file.id)).bytes).toEqual(pdf())
    const push = (name: string, bytes: Buffer<ArrayBuffer>) => lin.ask('talk.push', { callId, name, bytes })
    refusedAs('fileType', await push('表.pdf', Buffer.from('MZ\u0090\0 a program')))
    refusedAs('fileType', await push('表.pdf', png()))
    const active = pdf().toString('latin1').replace('/Catalog', '/Catalog /OpenAction << /S /JavaScript >>')
    refusedAs('fileType', await push('表.pdf', Buffer.from(active, 'latin1')))
    refusedAs('fileTooLarge', await push('大.png', Buffer.alloc(largestFileBytes + 1)))
    refusedAs('malformed', await push('\u200b', png()))
  })

  test('TALK-11: the clerk sends the guide, a paper, a page of the form; it is a line in both languages, and in the record', async () => {
    const send = (kind: 'guide' | 'paper' | 'page', code: string) =>
      lin.ask('talk.sheet', { callId, sheet: { kind, code } })
    const { code, guide, form } = companyItem
    const [paper, page] = [guide.materials[0], form.pages[1]]
    if (paper === undefined || page === undefined) throw new Error('the item has too little for this')
    valueOf(await send('guide', code))
    valueOf(await send('paper', paper.code))
    valueOf(await send('page', page.id))
    const sheets = [
      { kind: 'guide', code, name: companyItem.name },
      { kind: 'paper', code: paper.code, name: paper.name },
      { kind: 'page', code: page.id, name: page.title },
    ]
    for (const sheet of sheets)
      expect(await kiosk.told('call.said', (line) => line.sheet?.kind === sheet.kind)).toMatchObject({
        by: 'clerk',
        text: sheet.name.zh,
        sheet,
      })
    const { lines } = valueOf(await kiosk.ask('call.current', {}))
    expect(lines.flatMap(({ sheet }) => (sheet === undefined ? [] : [sheet]))).toEqual(sheets)
    refusedAs('notFound', await send('paper', 'no-such-paper'))
    refusedAs('notFound', await send('guide', 'household-move'))
    refusedAs('notFound', await chen.ask('talk.sheet', { callId, sheet: { kind: 'guide', code } }))
  })

  test('TALK-7: nobody but the two sees it: not another clerk, not the office that decides, not another desk', async () => {
    const { id } = valueOf(await lin.ask('talk.push', { callId, name: 'a.png', bytes: png() }))
    refusedAs('notFound', await chen.ask('talk.push', { callId, name: 'a.png', bytes: png() }))
    const outsiders = [
      [chen, 'clerk'],
      [await desk.staff('reviewer', 'wu'), 'reviewer'],
      [await desk.staff('supervisor', 'shen'), 'supervisor'],
      [desk.page('progress'), 'progress'],
    ] as const
    for (const [page, surface] of outsiders)
      expect((await fileAt(page, surface, id)).status, surface).toBeGreaterThanOrEqual(400)
  })

  test('POINT-4: marks are told to the other side alone, passing', async () => {
    const mark = { kind: 'stroke' as const, id: 's1', points: [[0.25, 0.5] as [number, number]] }
    valueOf(await lin.ask('talk.mark', { callId, screen: 'clerk', mark }))
    expect(await kiosk.told('talk.marked')).toEqual({ callId, by: 'clerk', screen: 'clerk', mark })
    refusedAs('notFound', await chen.ask('talk.mark', { callId, screen: 'clerk', mark }))
    expect(lin.heard.filter(({ name }) => name === 'talk.marked')).toEqual([])
    const kept = await desk.db.selectFrom('event').select('name').where('id', '=', callId).execute()
    expect(kept.filter(({ name }) => name.includes('mark'))).toEqual([])
  })

  test('POINT-4, POINT-6: what the clerk draws in the form passes by: told to the applicant alone, in no form and no record', async () => {
    const on = { field: 'company/name' }
    const mark = { kind: 'stroke' as const, id: 'f1', on, points: [[-0.1, 1.2] as [number, number]] }
    const before = await countEvents(desk)
    valueOf(await lin.ask('talk.markForm', { callId, mark }))
    expect(await kiosk.told('talk.markedForm')).toEqual({ callId, mark })
    expect(await countEvents(desk)).toBe(before)
    refusedAs('notFound', await chen.ask('talk.markForm', { callId, mark }))
    refusedAs('forbidden', await kiosk.ask('talk.markForm', { callId, mark }))
    expect(chen.heard.filter(({ name }) => name === 'talk.markedForm')).toEqual([])
  })

  const draw = (points: [number, number][]) =>
    kiosk.ask('talk.mark', { callId, screen: 'clerk', mark: { kind: 'stroke', id: 's', points } })

  test('POINT-3: outside the picture, or faster than a hand, is refused', async () => {
    refusedAs('malformed', await draw([[1.2, 0.5]]))
    refusedAs('malformed', await draw(Array.from({ length: 33 }, () => [0.5, 0.5])))
    const clockGoesOn = desk.stopClock()
    const many = await Promise.all(
      Array.from({ length: 20 }, () => draw(Array.from({ length: 32 }, () => [0.5, 0.5]))),
    )
    clockGoesOn()
    const refused = many.filter((each) => !each.ok && each.refusal.code === 'tooMany').length
    expect(refused).toBeGreaterThan(0)
    expect(refused).toBeLessThan(12)
  })

  test('TALK-5: over is over', async () => {
    valueOf(await lin.ask('call.hangUp', { callId }))
    refusedAs('wrongState', await lin.ask('talk.draft', { callId, line: 'e', n: 1, text: '还有' }))
    refusedAs('wrongState', await kiosk.ask('talk.push', { callId, name: 'a.png', bytes: png() }))
  })

  test('TALK-7: the office that decides the case sees its papers, and not what was sent in the talk', async () => {
    valueOf(await kiosk.ask('visit.end', {}))
    await expect.poll(async () => valueOf(await kiosk.ask('people.me', {})).role).toBe('kiosk')
    const call = await callFrom(kiosk, lin, 'company-establishment')
    const sent = await kiosk.ask('talk.push', { callId: call.callId, name: 'a.png', bytes: png() })
    const { id } = valueOf(sent)
    const { reference } = await handIn(call)
    const reviewer = await desk.staff('reviewer', 'wu')
    const shown = valueOf(await reviewer.ask('case.show', { reference }))
    expect(shown.files.map(({ purpose }) => purpose)).toContain('material')
    expect(shown.files.filter((file) => file.id === id)).toEqual([])
    expect((await fileAt(reviewer, 'reviewer', shown.files[0]?.id ?? '')).status).toBe(200)
    expect((await fileAt(reviewer, 'reviewer', id)).status).toBe(404)
  })
})
