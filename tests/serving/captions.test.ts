import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openScribe } from '@farwindow/server/call/captions/scribe.ts'
import { webSocketRecogniser } from '@farwindow/server/call/captions/websocket.ts'
import type { Heard } from '@farwindow/server/call/captions/recogniser.ts'
import type { MediaHostEvent } from '@farwindow/server/call/host.ts'
import type { Announcement } from '@farwindow/server/store/announcement.ts'
import { look } from '@farwindow/server/store/list.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import { openRecogniser } from '../lab/recogniser.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { callFrom } from './walk.ts'
import type { Call } from './walk.ts'

const soon = { timeout: 15_000, interval: 20 }

describe('a streaming recogniser over WebSocket', () => {
  test('CAPTION-1, CAPTION-4: packets go there with their times, words come back; it heals when the line breaks', async () => {
    const lab = await openRecogniser()
    const heard: Heard[] = []
    const states: boolean[] = []
    const ear = webSocketRecogniser(
      lab.url,
      () => 50_000,
    )({
      channels: 2,
      heard: (each) => heard.push(each),
      listens: (on) => states.push(on),
    })
    await vi.waitFor(() => expect(lab.voices).toHaveLength(1), soon)
    expect(lab.voices[0]?.start).toMatchObject({
      type: 'start',
      version: 1,
      codec: 'opus',
      clockRate: 48_000,
    })
    ear.frame(0xff_ff_ff_00, Buffer.from([1, 2, 3]))
    ear.frame(0x2c0, Buffer.from([4, 5]))
    await vi.waitFor(() => expect(lab.voices[0]?.packets).toHaveLength(2), soon)
    expect(lab.voices[0]?.packets).toEqual([
      { time: 0xff_ff_ff_00, bytes: 3 },
      { time: 0x2c0, bytes: 2 },
    ])
    for (const noise of [
      'no json',
      '{}',
      { type: 'final', text: 'x'.repeat(600) },
      { type: 'final', text: ' ' },
    ])
      lab.voices[0]?.answer(noise)
    lab.voices[0]?.answer({ type: 'partial', text: '您' })
    lab.voices[0]?.answer({ type: 'final', text: '您好', time: 0xff_ff_ff_00 })
    await vi.waitFor(() => expect(heard).toHaveLength(2), soon)
    // 0x3c0 samples at 48 kHz are 20 ms.
    expect(heard).toEqual([
      { text: '您', final: false, at: 50_000 },
      { text: '您好', final: true, at: 49_980 },
    ])
    await lab.away()
    await vi.waitFor(() => expect(states).toEqual([true, false]), soon)
    ear.frame(0x400, Buffer.from([6]))
    await lab.back()
    await vi.waitFor(() => expect(states).toEqual([true, false, true]), soon)
    ear.frame(0x800, Buffer.from([7]))
    await vi.waitFor(() => expect(lab.voices[1]?.packets).toEqual([{ time: 0x800, bytes: 1 }]), soon)
    ear.close()
    await lab.close()
  })
})

/** Only the applicant's side has a peer. */
const applicantsPeer = (party: string) => (party.startsWith('visit:') ? 'p' : undefined)

describe('captions of a call', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let chen: Page
  let call: Call

  beforeAll(async () => {
    desk = await openDesk()
    ;[kiosk, lin, chen] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('clerk', 'chen'),
    ])
    call = await callFrom(kiosk, lin, 'company-establishment')
  })
  afterAll(() => desk.close())

  /** The scribe of this desk's calls, with a media host that hears what the test says. */
  const scribeWith = () => {
    const asked: [string, boolean][] = []
    const told: Announcement[] = []
    let emit: ((event: MediaHostEvent) => void) | undefined
    const peers = new Map([
      [`visit:${call.visitId}`, 'kiosk-peer'],
      ['person:lin', 'clerk-peer'],
    ])
    const scribe = openScribe({
      house: desk.desk.house,
      host: {
        transcribe: async ({ peerId, on }) => {
          asked.push([peerId, on])
          return peerId === 'lost' ? refuse('notFound') : ok(null)
        },
        listen: (listener) => {
          emit = listener
          return () => undefined
        },
      },
      peerOf: (party) => peers.get(party),
      announce: (some) => told.push(...some),
      offered: true,
    })
    return { scribe, asked, told, peers, say: (event: MediaHostEvent) => emit?.(event) }
  }
  const current = async () => {
    const state = await look(desk.db, 'call', call.callId)
    if (state === null) throw new Error('no call')
    return state
  }

  test('CAPTION-1: without a recogniser none are offered; nobody else asks for them', async () => {
    const { callId } = call
    expect(valueOf(await kiosk.ask('talk.captions', { callId, on: true })).state).toBe('none')
    refusedAs('notFound', await chen.ask('talk.captions', { callId, on: true }))
  })

  test('CAPTION-2, CAPTION-3: while one wants them both are heard; partial words pass, final ones are in the record', async () => {
    const { scribe, asked, told, say } = scribeWith()
    const state = await current()
    expect(scribe.want(state, 'applicant', true)).toBe('on')
    expect(asked).toEqual([
      ['kiosk-peer', true],
      [asked[1]?.[0], true],
    ])
    expect(scribe.want(state, 'clerk', true)).toBe('on')
    const clerkPeer = asked[1]?.[0] ?? ''
    say({ type: 'heardWords', peerId: clerkPeer, text: '请问', final: false, at: 1 })
    say({ type: 'heardWords', peerId: 'somebody', text: '别处', final: true, at: 1 })
    say({ type: 'heardWords', peerId: clerkPeer, text: '请问您办什么', final: true, at: 123 })
    const line = await kiosk.told('talk.captioned')
    expect(line).toMatchObject({ by: 'clerk', text: '请问您办什么', saidAt: 123 })
    expect(told.filter(({ name }) => name === 'talk.hearing').map(({ data }) => data)).toEqual([
      { callId: call.callId, by: 'clerk', text: '请问', begunAt: line.begunAt },
    ])
    // What is said after that is another sentence.
    say({ type: 'heardWords', peerId: clerkPeer, text: '好的', final: false, at: 200 })
    const next = told.at(-1)
    expect(next?.name === 'talk.hearing' && next.data.begunAt).toBeGreaterThan(line.begunAt)
    const events = await desk.db
      .selectFrom('event')
      .select('data')
      .where('id', '=', call.callId)
      .where('name', '=', 'captioned')
      .execute()
    expect(events).toEqual([{ data: { by: 'clerk', text: '请问您办什么', saidAt: 123 } }])
    expect(chen.heard.filter(({ name }) => name.startsWith('talk.'))).toEqual([])
    // One goes, the other still wants them; then nobody does.
    expect(scribe.want(state, 'applicant', false)).toBe('on')
    expect(scribe.want(state, 'clerk', false)).toBe('off')
    expect(asked.slice(-2).map(([, on]) => on)).toEqual([false, false])
    say({ type: 'heardWords', peerId: clerkPeer, text: '没人要', final: true, at: 2 })
    expect(told.at(-1)).toMatchObject({ name: 'talk.captions', data: { state: 'off' } })
    scribe.close()
  })

  test('CAPTION-4: a recogniser that pauses is said to both, and again when it is back; a new peer is heard', async () => {
    const { scribe, asked, told, peers, say } = scribeWith()
    scribe.want(await current(), 'applicant', true)
    say({ type: 'transcribing', peerId: 'kiosk-peer', on: false })
    say({ type: 'transcribing', peerId: 'kiosk-peer', on: true })
    const states = () => told.flatMap((one) => (one.name === 'talk.captions' ? [one.data.state] : []))
    expect(states()).toEqual(['on', 'paused', 'on'])
    peers.set(`visit:${call.visitId}`, 'after-reload')
    await vi.waitFor(() => expect(asked).toContainEqual(['after-reload', true]), soon)
    scribe.close()
  })

  test('CAPTION-5: no word of it gets into the log, also when it cannot be written down', async () => {
    const lines: unknown[] = []
    const { log } = desk.desk.house
    const warn = vi.spyOn(log, 'warn').mockImplementation((...about: unknown[]) => void lines.push(about))
    const house = {
      ...desk.desk.house,
      commit: async () => {
        throw new Error('the database says: 秘密的话')
      },
    } as TestDesk['desk']['house']
    let emit: ((event: MediaHostEvent) => void) | undefined
    const host = {
      transcribe: async () => ok(null),
      listen: (listener: (event: MediaHostEvent) => void) => {
        emit = listener
        return () => undefined
      },
    }
    const scribe = openScribe({
      house,
      host,
      peerOf: applicantsPeer,
      announce: () => undefined,
      offered: true,
    })
    scribe.want(await current(), 'applicant', true)
    emit?.({ type: 'heardWords', peerId: 'p', text: '秘密的话', final: true, at: 1 })
    await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 10_000 })
    expect(JSON.stringify(lines)).not.toContain('秘密')
    warn.mockRestore()
    scribe.close()
  })
})
