import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import type { Page } from './page.ts'
import { openRecordedDesk } from './recorder.ts'
import type { RecordedDesk } from './recorder.ts'
import { endCall, handIn } from './walk.ts'

describe('the recording of a call, at the desk', () => {
  let recorded: RecordedDesk
  let kiosk: Page
  let clerk: Page
  beforeAll(async () => {
    recorded = await openRecordedDesk()
    ;({ kiosk, clerk } = recorded)
  })
  afterAll(() => recorded.desk.close())

  /** The media host says how much of this stream has reached the disk. */
  const written = (
    recordingId: string,
    stream: { readonly peerId: string; readonly producerId: string; readonly source: 'camera' },
    bytes: number,
  ): void => {
    const streams = [{ ...stream, bytes }]
    recorded.tell({ type: 'recording', recordingId, partId: 'part-1', paused: false, streams })
  }

  test('RECORDING-20: the host is told to record only when the consent, and whose stream is whose, stand in the record', async () => {
    const call = await recorded.begin()
    const { callId } = call
    refusedAs('wrongState', await kiosk.ask('recording.agree', { callId }), 'unasked')
    expect(valueOf(await clerk.ask('recording.ask', { callId })).phase).toBe('asked')
    expect((await kiosk.told('recording.changed', ({ phase }) => phase === 'asked')).callId).toBe(callId)
    expect(recorded.asked(callId)).toEqual([])
    expect(valueOf(await kiosk.ask('recording.agree', { callId })).phase).toBe('recording')
    await vi.waitFor(() => expect(recorded.asked(callId).length).toBeGreaterThan(0), 15_000)
    const [first] = recorded.asked(callId)
    expect(first).toMatchObject({ name: 'record', written: ['asked', 'agreed', 'following'] })
    expect(first?.peerIds).toHaveLength(2)
    expect(Buffer.from(first?.key ?? '', 'base64')).toHaveLength(32)
    await clerk.told('recording.changed', ({ phase }) => phase === 'recording')
    await endCall(call)
    await recorded.until(callId, 'kept')
    expect(recorded.asked(callId).map(({ name }) => name)).toContain('stopRecording')
  })

  test('RECORDING-24: each recording has a key of its own, and no event and no state shows it', async () => {
    const keys = new Set<string>()
    for (let n = 0; n < 2; n += 1) {
      const call = await recorded.begin()
      await recorded.agree(call)
      keys.add(recorded.asked(call.callId)[0]?.key ?? '')
      await endCall(call)
      await recorded.until(call.callId, 'kept')
    }
    expect(keys.size).toBe(2)
    const [rows, states] = await Promise.all([
      recorded.desk.db.selectFrom('event').selectAll().execute(),
      recorded.desk.db.selectFrom('subject').selectAll().execute(),
    ])
    const everything = JSON.stringify([rows, states])
    for (const key of keys) {
      const raw = Buffer.from(key, 'base64')
      for (const shown of [key, raw.toString('hex'), raw.toString('base64url')])
        expect(everything).not.toContain(shown)
    }
  })

  test('RECORDING-21: a refusal is shown with its reason, records nothing, and changes nothing else; nobody asks again', async () => {
    const call = await recorded.begin()
    const { callId } = call
    valueOf(await clerk.ask('recording.ask', { callId }))
    valueOf(await kiosk.ask('recording.refuse', { callId, why: 'private' }))
    const told = await clerk.told('recording.changed', ({ phase }) => phase === 'refused')
    expect(told).toMatchObject({ callId, refusedWhy: 'private' })
    refusedAs('wrongState', await clerk.ask('recording.ask', { callId }), 'refused')
    expect(valueOf(await clerk.ask('call.current', {})).call?.phase).toBe('active')
    await handIn(call)
    await endCall(call)
    expect(await recorded.state(callId)).toMatchObject({ phase: 'lapsed', why: 'private' })
    expect(recorded.asked(callId)).toEqual([])
  })

  test('RECORDING-22: while it rests the host is told to rest; only who let it rest lets it go on', async () => {
    const call = await recorded.begin()
    const { callId } = call
    await recorded.agree(call)
    valueOf(await kiosk.ask('recording.pause', { callId, why: 'secret' }))
    await clerk.told('recording.changed', ({ pause }) => pause?.by === 'applicant' && pause.why === 'secret')
    await vi.waitFor(() => expect(recorded.asked(callId).at(-1)?.name).toBe('pauseRecording'), 15_000)
    expect(recorded.asked(callId).at(-1)?.written.at(-1)).toBe('paused')
    refusedAs('notYours', await clerk.ask('recording.resume', { callId }))
    // A page that comes back while it rests is not recorded before it goes on.
    valueOf(await kiosk.ask('media.open', {}))
    valueOf(await kiosk.ask('recording.resume', { callId }))
    await vi.waitFor(() => expect(recorded.asked(callId).at(-1)?.name).toBe('resumeRecording'), 15_000)
    // What the host was asked may be asked once more, to be sure.
    const order = recorded
      .asked(callId)
      .map(({ name }) => name)
      .filter((name, n, all) => name !== all[n - 1])
    expect(order.slice(order.indexOf('pauseRecording'))).toEqual([
      'pauseRecording',
      'record',
      'resumeRecording',
    ])
    await endCall(call)
    await recorded.until(callId, 'kept')
  })

  test('RECORDING-25: a page with new media is recorded too; a recorder that is away is asked until it is there', async () => {
    const call = await recorded.begin()
    const { callId } = call
    recorded.isAway(true)
    valueOf(await clerk.ask('recording.ask', { callId }))
    valueOf(await kiosk.ask('recording.agree', { callId }))
    await vi.waitFor(() => expect(recorded.asked(callId).length).toBeGreaterThan(1), 15_000)
    expect(await recorded.names(callId)).not.toContain('began')
    recorded.isAway(false)
    await vi.waitFor(async () => expect(await recorded.names(callId)).toContain('began'), 15_000)
    const { peerId } = valueOf(await kiosk.ask('media.open', {}))
    await vi.waitFor(
      () => expect(recorded.asked(callId).flatMap(({ peerIds }) => peerIds)).toContain(peerId),
      15_000,
    )
    const state = await recorded.state(callId)
    expect('followed' in state && state.followed).toContainEqual({ peerId, side: 'applicant' })
    recorded.isAway(true)
    await endCall(call)
    await vi.waitFor(() => expect(recorded.asked(callId).at(-1)?.name).toBe('stopRecording'), 15_000)
    expect((await recorded.state(callId)).phase).toBe('ended')
    recorded.isAway(false)
    await recorded.until(callId, 'kept')
  })

  test('RECORDING-26: when nothing is heard of the recorder, or a stream does not grow, the clerk is told, and a gap is noted', async () => {
    const call = await recorded.begin()
    const { callId } = call
    await recorded.agree(call)
    const silent = await clerk.told('recording.changed', ({ troubles }) =>
      troubles.some(({ why }) => why === 'silent'),
    )
    expect(silent.phase).toBe('recording')
    const { peerId } = valueOf(await kiosk.ask('media.open', {}))
    await vi.waitFor(
      () => expect(recorded.asked(callId).flatMap(({ peerIds }) => peerIds)).toContain(peerId),
      15_000,
    )
    const stream = { peerId, producerId: 'x', source: 'camera' } as const
    written(callId, stream, 1_000)
    await clerk.told(
      'recording.changed',
      ({ phase, troubles }) => phase === 'recording' && troubles.length === 0,
    )
    recorded.tell({ type: 'recordingStalled', recordingId: callId, ...stream, forMs: 2_100 })
    const stalled = await clerk.told('recording.changed', ({ troubles }) =>
      troubles.some(({ why }) => why === 'stalled'),
    )
    expect(stalled.troubles.find(({ why }) => why === 'stalled')).toMatchObject({
      side: 'applicant',
      source: 'camera',
    })
    written(callId, stream, 1_000)
    written(callId, stream, 2_000)
    await vi.waitFor(async () => {
      const state = await recorded.state(callId)
      expect('gaps' in state && state.gaps.map(({ why, toAt }) => [why, toAt !== undefined])).toEqual([
        ['silent', true],
        ['stalled', true],
      ])
    }, 15_000)
    await endCall(call)
    await recorded.until(callId, 'kept')
    expect(await recorded.names(callId)).toEqual(expect.arrayContaining(['gapBegan', 'gapEnded']))
  })

  test('RECORDING-54: a disk that takes nothing is told as that, from the beginning or later, and is a gap until it takes it again', async () => {
    const call = await recorded.begin()
    const { callId } = call
    const disk = () =>
      clerk.told('recording.changed', ({ troubles }) => troubles.some(({ why }) => why === 'disk'))
    const over = () =>
      clerk.told(
        'recording.changed',
        ({ callId: of, phase, troubles }) =>
          of === callId && phase === 'recording' && troubles.every(({ why }) => why !== 'disk'),
      )
    recorded.isAway('disk')
    valueOf(await clerk.ask('recording.ask', { callId }))
    valueOf(await kiosk.ask('recording.agree', { callId }))
    await disk()
    recorded.isAway(false)
    await vi.waitFor(async () => expect(await recorded.names(callId)).toContain('began'), 15_000)
    await over()
    const peerId = recorded.asked(callId).findLast(({ name }) => name === 'record')?.peerIds[0] ?? ''
    const stream = { peerId, producerId: 'x', source: 'camera' } as const
    recorded.tell({ type: 'recordingStalled', recordingId: callId, ...stream, forMs: 2_100, why: 'disk' })
    expect((await disk()).troubles.find(({ why }) => why === 'disk')).toMatchObject({
      side: 'applicant',
      source: 'camera',
    })
    for (const bytes of [1_000, 2_000]) written(callId, stream, bytes)
    await vi.waitFor(async () => {
      const state = await recorded.state(callId)
      const gaps = 'gaps' in state ? state.gaps.filter(({ why }) => why === 'disk') : []
      expect(gaps.map(({ toAt }) => toAt !== undefined)).toEqual([true, true])
    }, 15_000)
    await endCall(call)
    await recorded.until(callId, 'kept')
  })

  test('RECORDING-31: an item may want the applicant asked at once, or want no recording at all', async () => {
    const say = (recording: 'asked' | 'never') =>
      recorded.desk.desk.house.commit({ by: { role: 'system' } }, async (work) => {
        const item = await work.need('item', 'company-establishment')
        work.save(item, { ...item.state, value: { ...item.state.value, recording } }, { name: 'saved' })
      })
    valueOf(await say('asked'))
    const first = await recorded.begin()
    const { callId } = first
    await kiosk.told('recording.changed', (told) => told.phase === 'asked' && told.callId === callId)
    expect(valueOf(await clerk.ask('recording.current', { callId })).policy).toBe('asked')
    await endCall(first)
    valueOf(await say('never'))
    const second = await recorded.begin()
    refusedAs('wrongState', await clerk.ask('recording.ask', { callId: second.callId }), 'never')
    await endCall(second)
  })
})
