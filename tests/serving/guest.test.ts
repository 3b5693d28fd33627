import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guestAbsenceMs, invitationMs } from '@farwindow/shared/call/guest.ts'
import type { RtpCapabilities } from '@farwindow/shared/call/media.ts'
import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { streamOf } from './mediahost.contract.ts'
import type { Page } from './page.ts'
import { addStaff, callFrom, endCall } from './walk.ts'
import type { Call } from './walk.ts'

/** A page's media, as its browser would make it: a camera and a microphone, and everything offered is played. */
const openMedia = async (page: Page) => {
  const { peerId, routerRtpCapabilities: rtpCapabilities } = valueOf(await page.ask('media.open', {}))
  for (const source of ['camera', 'microphone'] as const) {
    const rtpParameters = streamOf(rtpCapabilities, source === 'camera' ? 'video' : 'audio')
    valueOf(await page.ask('media.produce', { peerId, source, rtpParameters }))
  }
  return { peerId, rtpCapabilities }
}
type Media = Awaited<ReturnType<typeof openMedia>>

/** What reaches a page now, by who sends it. */
const reaching = async (page: Page, { peerId, rtpCapabilities }: Media): Promise<string[]> => {
  const { consumers } = valueOf(await page.ask('media.current', { peerId, rtpCapabilities }))
  return [...new Set(consumers.map(({ by }) => by.split(':')[0] ?? ''))].sort()
}

describe('a third and a fourth person in a call', () => {
  let desk: TestDesk
  let call: Call
  let interpreter: Page
  let guestId: string
  const media = new Map<Page, Media>()
  const reaches = async (page: Page) => {
    const own = media.get(page)
    return own === undefined ? [] : reaching(page, own)
  }
  const everybody = (page: Page) => expect.poll(() => reaches(page))
  /** Lets somebody from outside come with a code; the applicant has not been asked yet. */
  const comes = async (kind: 'helper' | 'interpreter', name: string): Promise<Page> => {
    const { callId } = call
    const { code = '' } = valueOf(await call.clerk.ask('guest.invite', { callId, kind }))
    const page = desk.page('guest')
    ;({ guestId } = valueOf(await page.post('guest.join', { code: code.toLowerCase(), name })))
    await page.connect()
    return page
  }
  /** The guests of the call, by what is committed. */
  const guestsNow = () =>
    expect.poll(async () =>
      valueOf(await call.clerk.ask('call.current', {})).call?.guests.map(({ phase, away }) =>
        away ? 'away' : phase,
      ),
    )
  const isThere = (name: string, phase: string) =>
    call.applicant.told('call.changed', ({ guests }) =>
      guests.some((one) => one.name === name && one.phase === phase),
    )

  beforeAll(async () => {
    desk = await openDesk({ longestSleepMs: 250 })
    const [kiosk, clerk] = await Promise.all([desk.kiosk(), desk.staff('clerk', 'lin')])
    call = await callFrom(kiosk, clerk, 'company-establishment')
    for (const page of [call.applicant, call.clerk]) media.set(page, await openMedia(page))
  })
  afterAll(() => desk.close())

  test('GUEST-3, GUEST-10: who came with the code is named to the applicant; before the yes no stream goes either way', async () => {
    await everybody(call.applicant).toEqual(['person'])
    interpreter = await comes('interpreter', '赵老师')
    await isThere('赵老师', 'waiting')
    // With the code alone nobody is there yet; with a page that connects, they are.
    const { guests } = await call.applicant.told(
      'call.changed',
      ({ guests: [one] }) => one?.name === '赵老师' && !one.away,
    )
    expect(guests).toMatchObject([{ kind: 'interpreter', name: '赵老师' }])
    media.set(interpreter, await openMedia(interpreter))
    expect(await reaches(interpreter)).toEqual([])
    expect(await reaches(call.applicant)).toEqual(['person'])
    expect(await reaches(call.clerk)).toEqual(['visit'])
    const { callId } = call
    valueOf(await call.applicant.ask('guest.allow', { callId, guestId, agreed: true }))
    await everybody(interpreter).toEqual(['person', 'visit'])
    await everybody(call.applicant).toEqual(['guest', 'person'])
    await everybody(call.clerk).toEqual(['guest', 'visit'])
  })

  test('GUEST-6: a guest has no way to the matter, and is not told of it', async () => {
    const { visitId, callId } = call
    const asks: readonly [RequestName, unknown][] = [
      ['form.current', { visitId }],
      ['identity.current', { visitId }],
      ['record.files', { visitId }],
      ['visit.current', {}],
      ['call.current', {}],
      ['call.say', { callId, text: '您好' }],
      ['guest.allow', { callId, guestId, agreed: true }],
      ['guest.invite', { callId, kind: 'helper' }],
    ]
    for (const [name, input] of asks)
      refusedAs('forbidden', await interpreter.raw({ name, id: `guest-asks-${name}`, input }))
    valueOf(await call.applicant.ask('call.say', { callId, text: '身份证号是' }))
    await call.clerk.told('call.said')
    const heard = new Set(interpreter.heard.map(({ name }) => name.split('.')[0]))
    expect([...heard].sort()).toEqual(['guest', 'media'])
    expect(JSON.stringify(interpreter.heard)).not.toContain('company-establishment')
  })

  test('GUEST-10: a muted guest is shown so to both', async () => {
    const { peerId = '' } = media.get(interpreter) ?? {}
    valueOf(await interpreter.ask('media.pause', { peerId, source: 'microphone' }))
    for (const page of [call.applicant, call.clerk])
      expect(await page.told('media.muted')).toMatchObject({ callId: call.callId, muted: true })
    valueOf(await interpreter.ask('media.resume', { peerId, source: 'microphone' }))
  })

  test('GUEST-8: a guest who is gone for a moment has the place still; the call goes on in any case', async () => {
    interpreter.disconnect()
    await guestsNow().toEqual(['away'])
    await interpreter.connect()
    await guestsNow().toEqual(['present'])
    const { call: mine } = valueOf(await interpreter.ask('guest.current', {}))
    expect(mine).toMatchObject({ guestId, clerk: { name: '林晓雯', number: '8' } })
    media.set(interpreter, await openMedia(interpreter))
    await everybody(interpreter).toEqual(['person', 'visit'])
  })

  test('GUEST-1: there is room for two; what is taken back gives its place and its code back', async () => {
    const { callId } = call
    const second = valueOf(await call.clerk.ask('guest.invite', { callId, kind: 'helper' }))
    refusedAs('wrongState', await call.clerk.ask('guest.invite', { callId, kind: 'helper' }))
    valueOf(await call.clerk.ask('guest.remove', { callId, guestId: second.guestId }))
    const late = desk.page('guest')
    refusedAs('codeInvalid', await late.post('guest.join', { code: second.code ?? '', name: '王姐' }))
    refusedAs('codeInvalid', await late.post('guest.join', { code: 'ABCD-EFGH', name: '王姐' }))
  })

  test('GUEST-5, GUEST-7: the applicant takes the yes back: nothing more goes to the guest, whose session is over', async () => {
    const { callId } = call
    valueOf(await call.applicant.ask('guest.remove', { callId, guestId }))
    expect(await interpreter.told('guest.over')).toEqual({ callId, guestId, why: 'removed' })
    expect(await interpreter.over).toBe('callEnded')
    await everybody(call.applicant).toEqual(['person'])
    await everybody(call.clerk).toEqual(['visit'])
    const { holding } = await desk.media.inventory()
    expect(holding.filter(({ owner }) => owner?.startsWith('guest:'))).toEqual([])
    expect(valueOf(await call.clerk.ask('call.current', {})).call).toMatchObject({
      phase: 'active',
      guests: [],
    })
  })

  test('GUEST-3: a no is a no', async () => {
    const helper = await comes('helper', '王姐')
    await isThere('王姐', 'waiting')
    const { callId } = call
    valueOf(await call.applicant.ask('guest.allow', { callId, guestId, agreed: false }))
    expect(await helper.told('guest.over')).toMatchObject({ why: 'declined' })
  })

  test('GUEST-2, GUEST-4: a supervisor asks, the clerk lets in, the applicant reads who it is with the same commit', async () => {
    const { callId } = call
    const shen = await desk.staff('supervisor', 'shen')
    const far = await addStaff(desk, 'qian', 'supervisor', '310117')
    refusedAs('notFound', await far.ask('guest.ask', { clerkId: 'lin' }))
    refusedAs('wrongState', await shen.ask('media.open', {}))
    const asked = valueOf(await shen.ask('guest.ask', { clerkId: 'lin' }))
    expect(asked.callId).toBe(callId)
    await call.clerk.told('call.changed', ({ guests }) => guests[0]?.phase === 'asking')
    media.set(shen, await openMedia(shen))
    expect(await reaches(shen)).toEqual([])
    valueOf(await call.clerk.ask('guest.admit', { callId, guestId: asked.guestId }))
    expect((await isThere('沈建国', 'present')).guests).toMatchObject([{ kind: 'supervisor' }])
    await everybody(shen).toEqual(['person', 'visit'])
    await everybody(call.applicant).toEqual(['person'])
    const { consumers } = valueOf(
      await call.applicant.ask('media.current', {
        ...(media.get(call.applicant) as Media & { rtpCapabilities: RtpCapabilities }),
      }),
    )
    expect(new Set(consumers.map(({ by }) => by))).toEqual(new Set(['person:lin', 'person:shen']))
    refusedAs('wrongState', await call.applicant.ask('guest.remove', { callId, guestId: asked.guestId }))
    refusedAs(
      'forbidden',
      await shen.raw({ name: 'form.current', id: 'shen-asks-form', input: { visitId: call.visitId } }),
    )
    valueOf(await shen.ask('guest.leave', { callId }))
    await everybody(shen).toEqual([])
  })

  test('GUEST-2, GUEST-12: a reviewer is told on the own page, and comes after the yes; gone too long, the clerk reads that, not that nobody came', async () => {
    const { callId } = call
    const wu = await desk.staff('reviewer', 'wu')
    await addStaff(desk, 'sun', 'reviewer', '310117')
    const { colleagues } = valueOf(await call.clerk.ask('guest.colleagues', {}))
    expect(colleagues.map(({ personId, here }) => [personId, here])).toEqual(
      expect.arrayContaining([['wu', true]]),
    )
    expect(colleagues.map(({ personId }) => personId)).not.toContain('sun')
    const invite = (personId: string) =>
      call.clerk.ask('guest.invite', { callId, kind: 'reviewer', personId })
    refusedAs('notFound', await invite('sun'))
    ;({ guestId } = valueOf(await invite('wu')))
    refusedAs('conflict', await invite('wu'))
    expect(await wu.told('guest.changed')).toMatchObject({ callId, guestId, guests: [{ phase: 'invited' }] })
    expect(valueOf(await wu.ask('guest.accept', { callId })).guests).toMatchObject([{ phase: 'waiting' }])
    valueOf(await call.applicant.ask('guest.allow', { callId, guestId, agreed: true }))
    await wu.told('guest.changed', ({ guests }) => guests[0]?.phase === 'present')
    wu.disconnect()
    await guestsNow().toEqual(['away'])
    desk.pass(guestAbsenceMs)
    await guestsNow().toEqual([])
    expect(await call.clerk.told('guest.lapsed', ({ kind }) => kind === 'reviewer')).toMatchObject({
      guestId,
      tookPart: true,
    })
    expect(valueOf(await call.clerk.ask('call.current', {})).call?.phase).toBe('active')
  })

  test('GUEST-2: an invitation nobody follows lapses by itself', async () => {
    const { callId } = call
    const { code = '' } = valueOf(await call.clerk.ask('guest.invite', { callId, kind: 'helper' }))
    await guestsNow().toEqual(['invited'])
    desk.pass(invitationMs + 1)
    await guestsNow().toEqual([])
    refusedAs('codeInvalid', await desk.page('guest').post('guest.join', { code, name: '王姐' }))
    expect(await call.clerk.told('guest.lapsed', ({ name }) => name === undefined)).toMatchObject({
      callId,
      kind: 'helper',
      tookPart: false,
    })
  })

  test('GUEST-12: who used the code and never connects is shown so, gives the place back, and the clerk is told who', async () => {
    const { callId } = call
    const { code = '' } = valueOf(await call.clerk.ask('guest.invite', { callId, kind: 'interpreter' }))
    const late = desk.page('guest')
    const joined = valueOf(await late.post('guest.join', { code, name: '孙老师' }))
    await guestsNow().toEqual(['away'])
    desk.pass(guestAbsenceMs)
    await guestsNow().toEqual([])
    expect(await call.clerk.told('guest.lapsed', ({ name }) => name === '孙老师')).toEqual({
      callId,
      guestId: joined.guestId,
      kind: 'interpreter',
      name: '孙老师',
      tookPart: false,
    })
    expect(call.applicant.heard.filter(({ name }) => name === 'guest.lapsed')).toEqual([])
    // The session the code began is over with the place: a page that comes now is nobody's.
    await expect(late.connect()).rejects.toThrow('signedOut')
  })

  test('GUEST-7, GUEST-9: guests go with the call; the record tells each step, by name and capacity, and no code', async () => {
    const helper = await comes('helper', '王姐')
    const { callId } = call
    valueOf(await call.applicant.ask('guest.allow', { callId, guestId, agreed: true }))
    await endCall(call)
    expect(await helper.told('guest.over')).toMatchObject({ why: 'callEnded' })
    expect(await helper.over).toBe('callEnded')
    const events = await desk.db
      .selectFrom('event')
      .select(['name', 'data'])
      .where('kind', '=', 'call')
      .where('id', '=', callId)
      .orderBy('n')
      .execute()
    const names = events.map(({ name }) => name)
    for (const name of [
      'guestInvited',
      'guestArrived',
      'guestAllowed',
      'guestAway',
      'guestBack',
      'guestRemoved',
      'guestDeclined',
      'guestAsked',
      'guestAdmitted',
      'guestLeft',
    ])
      expect(names).toContain(name)
    expect(events.find(({ name }) => name === 'guestAllowed')?.data).toMatchObject({
      guest: { kind: 'interpreter', name: '赵老师' },
    })
    expect(JSON.stringify(events)).not.toMatch(/"code"/)
  })
})
