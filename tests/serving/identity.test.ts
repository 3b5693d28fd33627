import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import { look } from '@farwindow/server/store/list.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { callFrom, callFromPhone, endCall, gatherEvidence, idNumber, identify, put } from './walk.ts'
import type { Call } from './walk.ts'

describe('who is it', () => {
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
  })
  afterAll(() => desk.close())
  beforeEach(async () => {
    call = await callFrom(kiosk, lin, 'medical-elsewhere')
    return () => endCall(call)
  })

  const seenBy = async (page: Page): Promise<IdentityView | null> =>
    valueOf(await page.ask('identity.current', { visitId: call.visitId })).identity
  const accept = (page: Page = lin) =>
    page.ask('identity.decide', { visitId: call.visitId, decision: 'accept', note: '' })
  const stored = () => look(desk.db, 'identity', call.callId)

  test('IDENT-7: "accept" is refused with what is missing after every step but the last, also by hand-made requests', async () => {
    const { visitId } = call
    const all = ['consent', 'document', 'documentFront', 'face', 'cues']
    expect((await seenBy(lin))?.missing).toEqual(all)
    expect(await stored()).toBeNull()
    refusedAs('stepsMissing', await accept(), ...all)
    valueOf(await kiosk.ask('identity.consent', { visitId, agreed: true }))
    refusedAs('stepsMissing', await accept(), ...all.slice(1))
    valueOf(await lin.ask('identity.document', { visitId, number: idNumber }))
    refusedAs('stepsMissing', await accept(), ...all.slice(2))
    valueOf(await put(call, 'documentFront'))
    valueOf(await put(call, 'face'))
    refusedAs('stepsMissing', await accept(), 'cues')
    const { cue } = valueOf(await lin.ask('identity.showCue', { visitId }))
    refusedAs('stepsMissing', await accept(), 'cues')
    refusedAs('notFound', await lin.ask('identity.markCue', { visitId, cueId: 'another', seen: true }))
    valueOf(await lin.ask('identity.markCue', { visitId, cueId: cue?.id ?? '', seen: true }))
    refusedAs('notFound', await accept(chen))
    refusedAs('forbidden', await accept(kiosk))
    expect(valueOf(await accept())).toMatchObject({ phase: 'accepted', missing: [] })
    refusedAs('wrongState', await accept())
    expect(await stored()).toMatchObject({ phase: 'accepted', id: call.callId, by: 'lin' })
  })

  test('IDENT-3: out of order is refused with the step that comes first, and leaves nothing behind', async () => {
    const { visitId } = call
    const before = ['identity.document', { visitId, number: idNumber }] as const
    refusedAs('stepOutOfOrder', await kiosk.ask(...before), 'consent')
    refusedAs('stepOutOfOrder', await put(call, 'face'), 'consent')
    refusedAs('stepOutOfOrder', await lin.ask('identity.askStill', { visitId, step: 'face' }), 'consent')
    refusedAs('stepOutOfOrder', await lin.ask('identity.showCue', { visitId }), 'consent')
    expect(await stored()).toBeNull()
    expect(valueOf(await lin.ask('record.files', { visitId })).files).toEqual([])
    valueOf(await kiosk.ask('identity.consent', { visitId, agreed: true }))
    refusedAs(
      'documentInvalid',
      await kiosk.ask('identity.document', { visitId, number: '110105194912310021' }),
    )
    valueOf(await kiosk.ask(...before))
    valueOf(await lin.ask('identity.askStill', { visitId, step: 'documentFront' }))
    expect(await kiosk.told('identity.stillWanted')).toEqual({ visitId, step: 'documentFront' })
    const file = valueOf(await put(call, 'documentFront'))
    expect(await stored()).toMatchObject({
      evidence: { stills: [{ step: 'documentFront', fileId: file.id }] },
    })
  })

  test('IDENT-11: each side hears its own view: the number is masked once decided, stills and marks are the clerk’s', async () => {
    const { visitId } = call
    await gatherEvidence(call)
    const now = await lin.told('identity.changed', ({ identity }) => identity.phase === 'deciding')
    expect(now.identity).toMatchObject({ documentNumber: idNumber, cues: [{ result: 'seen' }] })
    expect(now.identity.stills.map(({ step }) => step)).toEqual(['documentFront', 'face'])
    const own = await kiosk.told('identity.changed', ({ identity }) => identity.phase === 'deciding')
    expect(own.identity).toMatchObject({ documentNumber: idNumber, cues: [], stills: [] })
    const rejected = { visitId, decision: 'reject', reason: 'underPressure', note: '神色异常' } as const
    const end = valueOf(await lin.ask('identity.decide', rejected))
    expect(end).toMatchObject({
      documentNumber: '**************002X',
      reason: 'underPressure',
      note: '神色异常',
    })
    const told = await kiosk.told('identity.changed', ({ identity }) => identity.phase === 'rejected')
    expect(told.identity.reason).toBe('other')
    const mine = JSON.stringify(kiosk.heard.filter(({ name }) => name === 'identity.changed'))
    expect(mine).not.toContain('神色异常')
    expect(mine).not.toContain('"side":"clerk"')
    const events = await desk.db.selectFrom('event').select('data').where('kind', '=', 'identity').execute()
    expect(JSON.stringify(events)).not.toContain(idNumber)
  })

  test('IDENT-8: a gesture marked after its time does not count, and the cue expires by itself', async () => {
    const { visitId } = call
    await gatherEvidence(call)
    const markLate = async () => {
      const { cue } = valueOf(await lin.ask('identity.showCue', { visitId }))
      await kiosk.told('identity.changed', ({ identity }) => identity.cue?.id === cue?.id)
      desk.pass(15_001)
      return lin.ask('identity.markCue', { visitId, cueId: cue?.id ?? '', seen: true })
    }
    const late = await markLate()
    // Where the desk looked at its deadlines in this very moment, it was first: then there is no cue any more.
    const isFirst = !late.ok && late.refusal.code === 'tooLate'
    refusedAs('tooLate', isFirst ? late : await markLate())
    const after = await lin.told(
      'identity.changed',
      ({ identity }) => identity.cues.at(-1)?.result === 'expired',
    )
    expect(after.identity.phase).toBe('deciding')
  })

  test('IDENT-10: a check that is not decided ends with its call; the next call begins a new one', async () => {
    const { visitId } = call
    valueOf(await kiosk.ask('identity.consent', { visitId, agreed: true }))
    valueOf(await lin.ask('call.hangUp', { callId: call.callId }))
    for (const page of [kiosk, lin])
      await page.told(
        'identity.changed',
        ({ identity }) => identity.visitId === visitId && identity.phase === 'lapsed',
      )
    expect(await stored()).toMatchObject({ phase: 'lapsed', why: 'callEnded' })
    refusedAs('wrongState', await accept(), 'closing')
    refusedAs('wrongState', await kiosk.ask('identity.consent', { visitId, agreed: true }), 'closing')
    valueOf(await kiosk.ask('visit.call', {}))
    valueOf(await lin.ask('queue.ready', {}))
    const { call: second } = await lin.told(
      'call.offered',
      (offer) => offer.call.visitId === visitId && offer.call.id !== call.callId,
    )
    valueOf(await lin.ask('call.answer', { callId: second.id }))
    call = { ...call, callId: second.id }
    expect(await seenBy(kiosk)).toMatchObject({ phase: 'consent' })
  })

  test('IDENT-1: what was decided stays when the call ends', async () => {
    await identify(call)
    valueOf(await lin.ask('call.hangUp', { callId: call.callId }))
    expect(await stored()).toMatchObject({ phase: 'accepted' })
    expect(await seenBy(lin)).toMatchObject({ phase: 'accepted' })
    valueOf(await kiosk.ask('visit.call', {}))
    valueOf(await lin.ask('queue.ready', {}))
    const { call: second } = await lin.told(
      'call.offered',
      (offer) => offer.call.visitId === call.visitId && offer.call.id !== call.callId,
    )
    valueOf(await lin.ask('call.answer', { callId: second.id }))
    call = { ...call, callId: second.id }
  })

  test('IDENT-2, VISIT-10: a phone follows its own script; nobody else finds the check', async () => {
    const other = await callFromPhone(desk, chen, 'medical-elsewhere')
    const { visitId } = other
    const view = valueOf(await chen.ask('identity.current', { visitId })).identity
    expect(view).toMatchObject({ script: 'phone', phase: 'consent' })
    expect(view?.missing).toContain('questions')
    refusedAs('notFound', await lin.ask('identity.current', { visitId }))
    refusedAs('notFound', await kiosk.ask('identity.consent', { visitId, agreed: true }))
    refusedAs('notFound', await lin.ask('identity.showCue', { visitId }))
    await endCall(other)
  })
})
