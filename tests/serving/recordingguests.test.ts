import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationCode } from '@farwindow/server/demonstration.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import { bothHear, ring } from '../lab/peer/call.ts'
import { clerkPerson, guestPerson, kioskPerson } from '../lab/peer/person.ts'
import type { Person } from '../lab/peer/person.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'

const soon = { timeout: 15_000, interval: 50 }

/** Real media of simulated people, recorded by a real node. */
describe('a guest in a call that is recorded', { timeout: 60_000 }, () => {
  let desk: TestDesk
  let applicant: Person
  let clerk: Person
  let interpreter: Person
  let callId: string
  let guestId: string
  /** How much of whom is on the disk, by what the node tells each second. */
  let written = new Map<string, number>()
  /** Of whom more came to it in the last of these seconds. */
  let growing: readonly string[] = []

  /** How the streams that grow belong to the guest and to the two. */
  const recordedNow = async () => {
    const { holding } = await desk.media.inventory()
    const outsiders = new Set(
      holding.flatMap(({ owner, peerId }) => (owner?.startsWith('guest:') === true ? [peerId] : [])),
    )
    const guests = growing.filter((peerId) => outsiders.has(peerId)).length
    return { guests, others: growing.length - guests }
  }
  const records = () => expect.poll(recordedNow, soon)
  /** What the guest's page is told of it. */
  const answers = async (agreed: boolean) =>
    valueOf(await interpreter.link().ask('recording.answer', { callId, agreed }))
  const stateOf = async (): Promise<RecordingState> => {
    const row = desk.db
      .selectFrom('subject')
      .select('state')
      .where('kind', '=', 'recording')
      .where('id', '=', callId)
    // Written by the desk.
    return (await row.executeTakeFirstOrThrow()).state as RecordingState
  }
  const times: number[] = []
  const noteTime = (): void => void times.push(Date.now())

  beforeAll(async () => {
    desk = await openDesk()
    desk.media.listen((event) => {
      if (event.type !== 'recording') return
      const before = written
      written = new Map()
      for (const { peerId, bytes } of event.streams) written.set(peerId, (written.get(peerId) ?? 0) + bytes)
      growing = [...written].flatMap(([peerId, bytes]) =>
        bytes > 0 && bytes !== before.get(peerId) ? [peerId] : [],
      )
    })
    applicant = await kioskPerson(desk.url, (await demonstrationCode(desk.desk.house)) ?? '')
    clerk = await clerkPerson(desk.url, 'lin')
    const visit = valueOf(await applicant.link().ask('visit.open', { language: 'zh' }))
    callId = (await ring(applicant, clerk, visit.id)).callId
    valueOf(await clerk.link().ask('call.answer', { callId }))
    await bothHear([applicant, clerk])
    valueOf(await clerk.link().ask('recording.ask', { callId }))
    valueOf(await applicant.link().ask('recording.agree', { callId }))
  })
  afterAll(async () => {
    for (const person of [applicant, clerk, interpreter]) person?.close()
    await desk.close()
  })

  test('RECORDING-51: who comes while it runs is in the call, and asked, before anything of theirs is kept', async () => {
    await records().toEqual({ guests: 0, others: 2 })
    const invited = valueOf(await clerk.link().ask('guest.invite', { callId, kind: 'interpreter' }))
    guestId = invited.guestId
    interpreter = await guestPerson(desk.url, invited.code ?? '', '赵老师')
    refusedAs('wrongState', await interpreter.link().ask('recording.answer', { callId, agreed: true }))
    valueOf(await applicant.link().ask('guest.allow', { callId, guestId, agreed: true }))
    await expect.poll(() => interpreter.arrived('microphone')?.packets() ?? 0, soon).toBeGreaterThan(50)
    expect(valueOf(await interpreter.link().ask('recording.asGuest', { callId }))).toEqual({
      callId,
      phase: 'recording',
      answer: 'open',
    })
    await records().toEqual({ guests: 0, others: 2 })
    noteTime()
    expect((await answers(true)).answer).toBe('agreed')
    await records().toEqual({ guests: 1, others: 2 })
  })

  test('RECORDING-51: a yes is taken back, and given again; the clerk sees who is not recorded', async () => {
    const told = clerk.told('recording.changed', ({ unrecorded }) => unrecorded?.[0]?.name === '赵老师')
    expect((await answers(false)).answer).toBe('refused')
    await told
    await records().toEqual({ guests: 0, others: 2 })
    noteTime()
    await bothHear([applicant, clerk])
    noteTime()
    await answers(true)
    await records().toEqual({ guests: 1, others: 2 })
  })

  test('RECORDING-51: what the two let rest rests for the guest, too, who is told', async () => {
    const told = interpreter.told('recording.told', ({ phase }) => phase === 'paused')
    valueOf(await applicant.link().ask('recording.pause', { callId, why: 'privateMatter' }))
    expect((await told).answer).toBe('agreed')
    await records().toEqual({ guests: 0, others: 0 })
    valueOf(await applicant.link().ask('recording.resume', { callId }))
    await records().toEqual({ guests: 1, others: 2 })
  })

  test('RECORDING-52: with their presence their files end; they are named by guest and capacity, in the record and to a player', async () => {
    valueOf(await interpreter.link().ask('guest.leave', { callId }))
    await records().toEqual({ guests: 0, others: 2 })
    valueOf(await clerk.link().ask('call.hangUp', { callId }))
    await expect.poll(async () => (await stateOf()).phase, soon).toBe('kept')
    const state = await stateOf()
    if (state.phase !== 'kept') throw new Error(state.phase)
    const own = state.segments.filter((each) => each.guestId === guestId)
    expect(new Set(own.map(({ source }) => source))).toEqual(new Set(['camera', 'microphone']))
    expect(new Set(own.map(({ kind, side }) => [kind, side].join()))).toEqual(new Set(['interpreter,']))
    const [agreedAt = 0, refusedAt = 0, againAt = 0] = times
    for (const { beganAt, endedAt } of own) {
      expect(beganAt).toBeGreaterThan(agreedAt)
      expect((endedAt ?? 0) < refusedAt || beganAt > againAt).toBe(true)
    }
    const shen = await desk.staff('supervisor', 'shen')
    const show = valueOf(await shen.ask('recording.show', { recordingId: callId }))
    expect(show.guests).toEqual([{ guestId, kind: 'interpreter', name: '赵老师' }])
    expect(show.segments.filter((each) => each.guestId === guestId)).toHaveLength(own.length)
    // What was not wanted is said to be that, from the no to the yes.
    const [unwanted, ...more] = show.gaps.filter((each) => each.guestId === guestId && each.why === 'refused')
    expect(more).toEqual([])
    expect(unwanted?.fromAt).toBeLessThan(refusedAt)
    expect(unwanted?.toAt).toBeGreaterThan(againAt)
    // Who comes and goes lacks nothing.
    expect(state.gaps.filter((each) => each.guestId !== undefined && each.why === 'gone')).toEqual([])
  })
})
