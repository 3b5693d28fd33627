import { browserKind } from '@farwindow/client/call/browser.ts'
import { newestOnly } from '@farwindow/client/latest.ts'
import { officeFor, officesOf } from '@farwindow/client/pages/applicant/offices.ts'
import { resumedStep, screenOf, walkBegins } from '@farwindow/client/pages/applicant/walk.ts'
import { changedSince, givenPapers, paperStands } from '@farwindow/client/record/papers.ts'
import { demonstrationItems } from '@farwindow/shared/catalogue/demonstration.ts'
import type { ItemSummary } from '@farwindow/shared/catalogue/protocol.ts'
import type { FileView } from '@farwindow/shared/record/protocol.ts'
import type { VisitView } from '@farwindow/shared/visit/protocol.ts'
import { describe, expect, test } from 'vitest'

const visit = (about: Partial<VisitView>): VisitView => ({
  id: 'v1',
  phase: 'open',
  from: '310117',
  place: 'kiosk',
  language: 'zh',
  ...about,
})
const to = '330503'

const itemOf = (code: string, servedBy: string[]): ItemSummary => {
  const words = { zh: code, en: code }
  return { code, name: words, theme: words, about: words, forWhom: 'person', servedBy, inService: true }
}

describe('the applicant’s way', () => {
  test('the server’s phase decides which screen is shown; within it the person does', () => {
    const guide = { ...walkBegins, step: 'guide' as const }
    const filling = { ...walkBegins, meanwhile: 'form' as const }
    expect(screenOf(null, guide)).toBe('start')
    expect(screenOf(visit({}), guide)).toBe('start')
    expect(screenOf(visit({ to }), guide)).toBe('guide')
    expect(screenOf(visit({ phase: 'waiting', to, item: 'i' }), filling)).toBe('waitingForm')
    expect(screenOf(visit({ phase: 'waiting', to }), filling)).toBe('waiting')
    expect(screenOf(visit({ phase: 'offered', to, item: 'i' }), walkBegins)).toBe('waiting')
    expect(screenOf(visit({ phase: 'served', to }), filling)).toBe('call')
    expect(screenOf(visit({ phase: 'closing', to }), filling)).toBe('end')
    expect(screenOf(visit({ phase: 'ended' }), filling)).toBe('start')
  })

  test('a reload finds the way back from what the server knows', () => {
    expect(resumedStep(null)).toBe('start')
    expect(resumedStep(visit({ to, item: 'i' }))).toBe('guide')
    expect(resumedStep(visit({ to }))).toBe('check')
  })

  test('an item goes to the office one has chosen where that decides it, else to the first that does', () => {
    const items = [itemOf('a', ['330503', '330502']), itemOf('b', ['330502']), itemOf('c', [])]
    expect(officesOf(items)).toEqual(['330503', '330502'])
    expect(items.map((one) => officeFor(one, '330503'))).toEqual(['330503', '330502', undefined])
    expect(items.map((one) => officeFor(one, null))).toEqual(['330503', '330502', undefined])
  })
})

const file = (about: Partial<FileView>): FileView => ({
  id: 'f1',
  visitId: 'v1',
  purpose: 'material',
  material: 'articles',
  name: 'a.jpg',
  type: 'image/jpeg',
  sizeBytes: 1,
  at: 10,
  ...about,
})

describe('papers', () => {
  const [item] = demonstrationItems
  if (item === undefined) throw new Error('no demonstration item')
  const empty = { values: {}, rows: {} }
  const standOf = (files: readonly FileView[]) =>
    paperStands(item.guide, item.form, empty, files).find(({ material }) => material.code === 'articles')

  test('what is always needed comes first', () => {
    const needed = paperStands(item.guide, item.form, empty, []).map((stand) => stand.needed)
    expect(needed).toContain(true)
    expect(needed).toContain(false)
    expect(needed.lastIndexOf(true)).toBeLessThan(needed.indexOf(false))
  })

  test('a paper is missing again when everything given for it was sent back', () => {
    expect(standOf([])?.state).toBe('none')
    expect(standOf([file({})])?.state).toBe('given')
    expect(standOf([file({ verdict: 'accepted' })])?.state).toBe('accepted')
    expect(standOf([file({ verdict: 'returned' })])?.state).toBe('returned')
    expect(standOf([file({ verdict: 'returned' }), file({ id: 'f2' })])?.state).toBe('given')
    expect(givenPapers([file({ verdict: 'returned' })])).toEqual([])
    expect(givenPapers([file({}), file({ id: 'f2' }), file({ purpose: 'face' })])).toEqual(['articles'])
  })

  test('a signature stands for what was written before it', () => {
    const form = { values: { a: { value: 'x', at: 5 }, b: { value: 'y', at: 9 } }, rows: {} }
    expect(changedSince(form, 9)).toBe(false)
    expect(changedSince(form, 8)).toBe(true)
  })
})

test('of passing things only the newest is sent, one at a time', async () => {
  const sent: number[] = []
  const answers: (() => void)[] = []
  const tell = newestOnly((value: number) => {
    sent.push(value)
    return new Promise<void>((resolve) => void answers.push(resolve))
  })
  tell(1)
  tell(2)
  tell(3)
  expect(sent).toEqual([1])
  answers[0]?.()
  await Promise.resolve()
  await Promise.resolve()
  expect(sent).toEqual([1, 3])
})

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50', 'wechat'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'iphone'],
  ['Mozilla/5.0 (Linux; Android 15; PJZ110) Chrome/130.0 Mobile Safari/537.36', 'android'],
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36', 'desktop'],
])('the way to the camera’s permission is told for this browser: %s', (agent, kind) => {
  expect(browserKind(agent)).toBe(kind)
})
