import fc from 'fast-check'
import { createTalkStore } from '@farwindow/client/call/talkstore.ts'
import { createCallStore } from '@farwindow/client/call/store.ts'
import type { Link } from '@farwindow/client/link.ts'
import { createPace } from '@farwindow/server/call/pace.ts'
import { nothingRead, readDraft, readSaid, writtenNow } from '@farwindow/shared/call/draft.ts'
import type { Draft } from '@farwindow/shared/call/draft.ts'
import { shownName } from '@farwindow/shared/call/filename.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import { describe, expect, test } from 'vitest'

const versions = (line: string, texts: readonly string[]): Draft[] =>
  texts.map((text, index) => ({ line, n: index + 1, text }))

describe('writing as it is read', () => {
  test('TALK-1: signs come one by one, and wiped-out ones go', () => {
    let reading = nothingRead
    const seen = versions('a', ['你', '你号', '你', '你好', '']).map((draft) => {
      reading = readDraft(reading, draft)
      return writtenNow(reading)
    })
    expect(seen).toEqual(['你', '你号', '你', '你好', ''])
  })

  test('TALK-2: whatever comes late, twice or not at all, the newest that came is shown', () => {
    const arrivals = fc
      .array(fc.string({ maxLength: 8 }), { minLength: 1, maxLength: 12 })
      .map((texts) => versions('a', texts))
      .chain((all) => fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 24 }))
    fc.assert(
      fc.property(arrivals, (came) => {
        const newest = came.reduce((one, other) => (other.n > one.n ? other : one))
        expect(writtenNow(came.reduce(readDraft, nothingRead))).toBe(newest.text)
      }),
    )
  })

  test('TALK-3: a line that was said stays said, whatever still comes of it', () => {
    const [first, second, third] = versions('a', ['是', '是的', '是的。'])
    if (first === undefined || second === undefined || third === undefined) throw new Error('no versions')
    const said = readSaid(readDraft(nothingRead, first), 'a')
    expect(writtenNow(said)).toBe('')
    expect(writtenNow([second, third].reduce(readDraft, said))).toBe('')
    expect(writtenNow(readDraft(said, { line: 'b', n: 1, text: '还' }))).toBe('还')
    // A ready-made sentence is none of the line under way.
    expect(writtenNow(readSaid(readDraft(nothingRead, first), undefined))).toBe('是')
  })
})

/** A talk store in an active call, on a link that notes what is asked of it. */
const open = () => {
  const asked: { readonly name: string; readonly input: Record<string, unknown> }[] = []
  const hearers: [string, (data: unknown) => void][] = []
  const tell = (name: string, data: unknown): void => {
    for (const [heard, hear] of hearers) if (heard === name) hear(data)
  }
  const link = {
    state: { getState: () => ({ phase: 'connecting' }) },
    ask: async (name: string, input: Record<string, unknown>) => {
      if (name !== 'call.current') asked.push({ name, input })
      return name === 'call.current' ? refuse('unavailable') : ok({})
    },
    on: (name: string, hear: (data: unknown) => void) => {
      hearers.push([name, hear])
      return () => undefined
    },
    onBack: () => () => undefined,
    onFresh: () => () => undefined,
  } as unknown as Link
  const call = createCallStore(link, 'clerk')
  const store = createTalkStore(link, 'clerk', call)
  const become = (phase: string, away: readonly string[] = []): void =>
    tell('call.changed', { id: 'c1', phase, away })
  become('active')
  return { store, asked, texts: () => asked.map(({ input }) => input['text']), tell, become }
}

/** What waits behind the answers has gone out. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('writing as it is told', () => {
  test('TALK-1: each change of the box is told, the newest first when the line is slow', async () => {
    const { store, asked, texts } = open()
    for (const text of ['张', '张三', '张三丰']) store.write(text)
    await quiet()
    expect(texts()).toEqual(['张', '张三丰'])
    expect(asked.map(({ input }) => input['n'])).toEqual([1, 3])
  })

  test('TALK-3: what is said names its line, and the next line is another one', async () => {
    const { store, asked } = open()
    store.write('好')
    await store.say('好')
    store.write('再')
    await quiet()
    const [first, said, next] = asked
    expect(said).toMatchObject({ name: 'call.say', input: { text: '好', line: first?.input['line'] } })
    expect(next?.input['line']).not.toBe(first?.input['line'])
  })

  test('TALK-4: turned off, what was seen is taken back and nothing more is told', async () => {
    const { store, texts } = open()
    store.write('我的')
    await quiet()
    store.setLetters(false)
    await quiet()
    store.write('我的密码')
    await quiet()
    expect(texts()).toEqual(['我的', ''])
    store.setLetters(true)
    await quiet()
    expect(texts().at(-1)).toBe('我的密码')
    store.setLetters(false)
    store.forget()
    expect(store.state.getState().letters).toBe(true)
  })

  test('TALK-1: a writer who is gone, and a call that is over, take the writing along', () => {
    const { store, tell, become } = open()
    const seen = (): string => writtenNow(store.state.getState().reading)
    tell('talk.drafted', { callId: 'c1', by: 'applicant', line: 'a', n: 1, text: '半句' })
    tell('talk.drafted', { callId: 'another', by: 'applicant', line: 'a', n: 2, text: '别人的' })
    expect(seen()).toBe('半句')
    become('active', ['applicant'])
    expect(seen()).toBe('')
    become('active')
    tell('talk.drafted', { callId: 'c1', by: 'applicant', line: 'b', n: 1, text: '回来了' })
    expect(seen()).toBe('回来了')
    become('ended')
    expect(seen()).toBe('')
  })
})

test('TALK-5: a hand may be fast for a moment, and not for long', () => {
  let at = 0
  const pace = createPace({ now: () => at, perSecond: 10, most: 20 })
  const now = Array.from({ length: 25 }, () => pace('a'))
  expect(now.filter((wait) => wait === 0)).toHaveLength(20)
  expect(pace('b')).toBe(0)
  expect(pace('a', 5)).toBe(500)
  at += 500
  expect(pace('a', 5)).toBe(0)
})

test('TALK-9: a name shows no folders, no unseen signs and no other direction, and keeps its ending', () => {
  expect(shownName('C:\\Users\\张三\\桌面\\身份证.jpg')).toBe('身份证.jpg')
  expect(shownName('../../etc/办事指南.pdf')).toBe('办事指南.pdf')
  expect(shownName('照片\u202egpj.exe\u0000\n')).toBe('照片gpj.exe')
  expect(shownName('\u200b\u2066  ')).toBe('')
  const long = shownName(`${'很长的名字'.repeat(40)}.pdf`)
  expect(long).toHaveLength(80)
  expect(long).toMatch(/….pdf$/)
})
