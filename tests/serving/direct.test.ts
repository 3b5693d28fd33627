import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ServiceWindow } from '@farwindow/shared/region/window.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openApplicant, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { switchedHosts } from './hosts.ts'
import type { Page } from './page.ts'
import { addStaff, callFromPhone, endCall } from './walk.ts'
import type { Call } from './walk.ts'

const turnServer = (party: string) => [{ urls: ['turn:turn.test'], username: party, credential: 'x' }]
const knock = { type: 'renegotiate', renegotiate: true } as const

const wanted = (page: Page, callId: string, live: boolean) =>
  page.told('direct.wanted', (data) => data.callId === callId && data.live === live)

describe('a call that goes from browser to browser', () => {
  const hosts = switchedHosts()
  let desk: TestDesk
  let clerk: Page
  let call: Call
  beforeAll(async () => {
    desk = await openDesk({ hostWatch: hosts.watch, iceServers: turnServer })
    clerk = await desk.staff('clerk', 'lin')
  })
  afterAll(() => desk.close())

  const reasons = async (callId: string): Promise<unknown[]> => {
    const rows = await desk.db
      .selectFrom('event')
      .select('data')
      .where('kind', '=', 'call')
      .where('id', '=', callId)
      .where('name', '=', 'routed')
      .orderBy('n')
      .execute()
    return rows.map(({ data }) => data)
  }

  test('DIRECT-2: with no media host a call rings, is answered, and both are told which way it goes', async () => {
    hosts.turn('down')
    const kiosk = await desk.kiosk()
    valueOf(await clerk.ask('queue.ready', {}))
    const visitId = await openApplicant(kiosk)
    const { id: callId } = (await clerk.told('call.offered')).call
    await Promise.all([kiosk, clerk].map((page) => wanted(page, callId, false)))
    expect(valueOf(await clerk.ask('call.answer', { callId }))).toMatchObject({ route: 'direct' })
    await Promise.all([kiosk, clerk].map((page) => wanted(page, callId, true)))
    expect(await reasons(callId)).toEqual([{ route: 'direct', why: 'hostDown' }])
    call = { applicant: kiosk, clerk, visitId, callId, released: () => Promise.resolve() }
  })

  test('DIRECT-3: each end hears of the other, and what one says reaches the other alone', async () => {
    const { applicant, callId } = call
    const join = (page: Page, endId: string) => page.ask('direct.join', { callId, endId })
    const first = valueOf(await join(applicant, 'a1'))
    const second = valueOf(await join(clerk, 'c1'))
    expect([first.initiates, second.initiates]).toEqual([false, true])
    // The same TURN servers as for a media host, in each party's own name.
    expect(first.iceServers).toEqual(turnServer(`visit:${call.visitId}`))
    expect(second.iceServers).toEqual(turnServer('person:lin'))
    for (const page of [applicant, clerk])
      expect(await page.told('direct.paired')).toEqual({ callId, applicant: 'a1', clerk: 'c1' })

    const signal = { type: 'offer', sdp: 'v=0' } as const
    valueOf(await clerk.ask('direct.signal', { callId, from: 'c1', to: 'a1', signal }))
    expect(await applicant.told('direct.signalled')).toEqual({ callId, from: 'c1', to: 'a1', signal })
    expect(clerk.heard.some(({ name }) => name === 'direct.signalled')).toBe(false)
    const kept = await desk.db.selectFrom('event').select('data').execute()
    expect(JSON.stringify(kept)).not.toContain('v=0')

    // Another page of the clerk's takes the place of the first one's end.
    valueOf(await join(clerk, 'c2'))
    await applicant.told('direct.paired', ({ clerk: end }) => end === 'c2')
    for (const [from, to] of [
      ['c1', 'a1'],
      ['c2', 'a0'],
    ] as const)
      refusedAs('wrongState', await clerk.ask('direct.signal', { callId, from, to, signal: knock }))
  })

  test('DIRECT-3: nobody else has a part in it; too much and too large is refused', async () => {
    const { applicant, callId } = call
    const other = await addStaff(desk, 'zhao', 'clerk', '330503')
    refusedAs('notFound', await other.ask('direct.join', { callId, endId: 'x' }))
    refusedAs('notFound', await other.ask('direct.signal', { callId, from: 'c2', to: 'a1', signal: knock }))
    refusedAs('notFound', await other.ask('direct.leave', { callId }))
    expect(valueOf(await other.ask('direct.current', {})).call).toBeNull()

    const say = (sdp: string) =>
      applicant.ask('direct.signal', { callId, from: 'a1', to: 'c2', signal: { type: 'offer', sdp } })
    refusedAs('malformed', await say('x'.repeat(48 * 1024 + 1)))
    const outcomes = await Promise.all(Array.from({ length: 250 }, () => say('v=0')))
    refusedAs('tooMany', outcomes.find((outcome) => !outcome.ok) ?? outcomes[0] ?? (await say('v=0')))
    expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThan(200)
  })

  test('DIRECT-1, DIRECT-2: when media hosts are back it goes over them, and directly again when they are gone', async () => {
    const { applicant, callId } = call
    hosts.turn('up')
    expect(await applicant.told('direct.over')).toEqual({ callId, ended: false })
    await applicant.told('call.changed', ({ route }) => route === 'sfu')
    refusedAs('notFound', await applicant.ask('direct.join', { callId, endId: 'a1' }))
    // A host that drains still serves the calls it has.
    hosts.turn('draining')
    valueOf(await clerk.ask('call.say', { callId, text: '您好' }))
    expect(await reasons(callId)).toHaveLength(2)
    hosts.turn('down')
    await wanted(applicant, callId, true)
    expect(await reasons(callId)).toEqual([
      { route: 'direct', why: 'hostDown' },
      { route: 'sfu', why: 'usual' },
      { route: 'direct', why: 'hostDown' },
    ])
  })

  test('DIRECT-3: with the end of the call nothing more is passed on', async () => {
    const { applicant, callId } = call
    valueOf(await clerk.ask('call.hangUp', { callId }))
    expect(await applicant.told('direct.over', ({ ended }) => ended)).toEqual({ callId, ended: true })
    refusedAs(
      'notFound',
      await applicant.ask('direct.signal', { callId, from: 'a1', to: 'c2', signal: knock }),
    )
    refusedAs('wrongState', await clerk.ask('direct.leave', { callId }))
    hosts.turn('up')
  })

  test('DIRECT-1: a window that goes directly as a rule: until the clerk asks for the media host', async () => {
    const administrator = await desk.staff('administrator', 'admin')
    const { windows } = valueOf(await administrator.ask('region.overview', {}))
    const [found] = windows
    if (found === undefined) throw new Error('there is no window')
    const window: ServiceWindow = { ...found.value, media: 'direct' }
    valueOf(await administrator.ask('region.saveWindow', { base: found.version, window }))

    const next = await callFromPhone(desk, clerk, 'company-establishment')
    await wanted(next.clerk, next.callId, true)
    valueOf(await clerk.ask('direct.leave', { callId: next.callId }))
    await next.applicant.told('direct.over', ({ callId }) => callId === next.callId)
    await expect
      .poll(() => reasons(next.callId))
      .toEqual([
        { route: 'direct', why: 'window' },
        { route: 'sfu', why: 'asked' },
      ])
    await endCall(next)
  })
})
