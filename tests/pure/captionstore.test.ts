import { createCaptionStore } from '@farwindow/client/call/captionstore.ts'
import type { CaptionStore } from '@farwindow/client/call/captionstore.ts'
import { createCallStore } from '@farwindow/client/call/store.ts'
import type { Link } from '@farwindow/client/link.ts'
import type { CallView } from '@farwindow/shared/call/protocol.ts'
import type { NoticeData, NoticeName } from '@farwindow/shared/protocol/all.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

/* What stands under the picture, by a clock and with a line on paper. */

describe('captions as one side reads them', () => {
  let captions: CaptionStore
  let hearers: Map<string, (data: unknown) => void>

  const tell = <N extends NoticeName>(name: N, data: NoticeData<N>): void => hearers.get(name)?.(data)
  const hear = (text: string, begunAt: number): void =>
    tell('talk.hearing', { callId: 'c1', by: 'clerk', text, begunAt })
  const caption = (text: string, begunAt: number): void =>
    tell('talk.captioned', { callId: 'c1', by: 'clerk', text, begunAt, saidAt: begunAt })
  /** The lines that are read, the newest last. */
  const read = (): string[] => {
    const { said, hearing } = captions.state.getState()
    return [...said.map(({ text }) => text), ...Object.values(hearing).map(({ text }) => text)]
  }

  beforeEach(() => {
    vi.useFakeTimers()
    hearers = new Map()
    const link = {
      ask: async () => ok({ state: 'on' }),
      on: (name: string, listener: (data: unknown) => void) => {
        hearers.set(name, listener)
        return () => undefined
      },
      onFresh: () => () => undefined,
      onBack: () => () => undefined,
    } as unknown as Link
    const call = createCallStore(link, 'applicant')
    call.state.setState({ call: { id: 'c1', phase: 'active' } as CallView })
    captions = createCaptionStore(link, call)
  })
  afterEach(() => {
    captions.close()
    vi.useRealTimers()
  })

  test('CAPTION-3: what is being said is replaced by what was recognised to its end, once', () => {
    hear('请把身份证', 1)
    hear('请把身份证正面', 1)
    expect(read()).toEqual(['请把身份证正面'])
    caption('请把身份证正面对准摄像头', 1)
    expect(read()).toEqual(['请把身份证正面对准摄像头'])
  })

  test('CAPTION-3: a sentence that is in the record only when the next one has begun leaves the next one’s words', () => {
    hear('请把身份证', 1)
    hear('再把社保卡', 2)
    caption('请把身份证正面对准摄像头', 1)
    expect(read()).toEqual(['请把身份证正面对准摄像头', '再把社保卡'])
    caption('再把社保卡也拿过来', 2)
    expect(read()).toEqual(['请把身份证正面对准摄像头', '再把社保卡也拿过来'])
  })

  test('CAPTION-3: one side’s sentence leaves the other side’s words', () => {
    hear('请把身份证', 1)
    tell('talk.hearing', { callId: 'c1', by: 'applicant', text: '在我女儿那里', begunAt: 1 })
    caption('请把身份证正面对准摄像头', 1)
    expect(read()).toEqual(['请把身份证正面对准摄像头', '在我女儿那里'])
  })

  test('words go eight seconds after the last of them, and those of another call are not read', () => {
    hear('请把身份证', 1)
    tell('talk.hearing', { callId: 'c0', by: 'clerk', text: '上一位', begunAt: 2 })
    vi.advanceTimersByTime(7_900)
    expect(read()).toEqual(['请把身份证'])
    caption('请把身份证正面对准摄像头', 1)
    vi.advanceTimersByTime(7_900)
    expect(read()).toEqual(['请把身份证正面对准摄像头'])
    vi.advanceTimersByTime(200)
    expect(read()).toEqual([])
  })
})
