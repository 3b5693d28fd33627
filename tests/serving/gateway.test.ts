import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationCode, demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { sessionMs } from '@farwindow/shared/people/session.ts'
import { answerNext, openApplicant, openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { newKey, openKiosk, openPage, prove } from './page.ts'
import { callFrom } from './walk.ts'

describe('the way in', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('PEOPLE-1, PEOPLE-3: wrong password and unknown login are refused alike; another role’s page is refused', async () => {
    const page = desk.page('clerk')
    const wrong = await page.post('people.signIn', { surface: 'clerk', login: 'lin', password: 'nope' })
    const unknown = await page.post('people.signIn', { surface: 'clerk', login: 'nobody', password: 'nope' })
    refusedAs('wrongCredentials', wrong)
    expect(unknown).toEqual(wrong)
    refusedAs(
      'forbidden',
      await page.post('people.signIn', { surface: 'clerk', login: 'wu', password: demonstrationPassword }),
    )
    const row = await desk.db
      .selectFrom('subject')
      .select('state')
      .where('kind', '=', 'person')
      .where('id', '=', 'lin')
      .executeTakeFirst()
    expect(JSON.stringify(row?.state)).not.toContain(demonstrationPassword)
  })

  test('PEOPLE-2: guessing locks the login, and says for how long', async () => {
    const page = desk.page('supervisor')
    const guess = (password: string) =>
      page.post('people.signIn', { surface: 'supervisor', login: 'shen', password })
    const clockGoesOn = desk.stopClock()
    for (let n = 0; n < 3; n += 1) refusedAs('wrongCredentials', await guess('wrong'))
    const locked = await guess(demonstrationPassword)
    refusedAs('lockedOut', locked)
    expect(locked.ok ? 0 : locked.refusal.retryAfterMs).toBeGreaterThan(0)
    desk.pass(5_000)
    valueOf(await guess(demonstrationPassword))
    clockGoesOn()
  })

  test('KIOSK-1, KIOSK-3, KIOSK-5, LINK-6: enrolled once, in by signature only, out at once when revoked', async () => {
    const code = (await demonstrationCode(desk.desk.house)) ?? ''
    const { page, key, kioskId } = await openKiosk(desk.url, code)
    const other = openPage(desk.url, 'kiosk')
    refusedAs('codeInvalid', await other.post('kiosk.enrol', { code, publicKey: key.publicKey }))
    refusedAs('codeInvalid', await prove(other, kioskId, await newKey()))
    const { nonce } = valueOf(await other.post('kiosk.challenge', { kioskId }))
    const signature = await key.sign(`farwindow kiosk ${kioskId} ${nonce}`)
    valueOf(await other.post('kiosk.prove', { kioskId, nonce, signature }))
    refusedAs(
      'codeInvalid',
      await openPage(desk.url, 'kiosk').post('kiosk.prove', { kioskId, nonce, signature }),
    )
    expect(await page.over).toBe('replaced')
    await other.connect()
    const admin = await desk.staff('administrator', 'admin')
    valueOf(await admin.ask('kiosk.revoke', { kioskId }))
    expect(await other.over).toBe('revoked')
    await expect(other.connect()).rejects.toThrow('signedOut')
    refusedAs('kioskRevoked', await prove(other, kioskId, key))
  })

  test('LINK-1, LINK-2: what was missed in a break comes afterwards, once and in order', async () => {
    const clerk = await desk.staff('clerk', 'chen')
    const greeting = await clerk.connect()
    valueOf(await clerk.ask('queue.ready', {}))
    valueOf(await clerk.ask('queue.break', { reason: 'meal' }))
    const seen = clerk.heard.at(-1)?.seq ?? 0
    clerk.disconnect()
    const other = desk.page('administrator')
    valueOf(
      await other.post('people.signIn', {
        surface: 'administrator',
        login: 'admin',
        password: demonstrationPassword,
      }),
    )
    // Something happens to the clerk's seat while the page is away: the same session, over HTTP.
    valueOf(await clerk.post('queue.ready', {}))
    const again = await clerk.connect({ epoch: greeting.epoch, seen })
    expect(again.resumed).toBe(true)
    await clerk.told('seat.changed', (seat) => seat.phase === 'ready')
    const numbers = clerk.heard.map((told) => told.seq)
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, n) => n + (numbers[0] ?? 1)))
    const stale = await clerk.connect({ epoch: randomUUID(), seen })
    expect(stale.resumed).toBe(false)
    valueOf(await clerk.ask('queue.break', { reason: 'rest' }))
  })

  test('LINK-3: a second tab takes over; the first is told', async () => {
    const first = await desk.staff('supervisor', 'shen')
    const second = openPage(desk.url, 'supervisor')
    // The same browser: the same cookie.
    Object.assign(second, { cookie: first.cookie })
    await first.connect()
    expect(await first.over).toBe('replaced')
  })

  test('LINK-5: nonsense gets a refusal that names the fault; nothing shows a stack', async () => {
    const clerk = await desk.staff('clerk', 'lin')
    const id = randomUUID()
    for (const asked of [null, 7, 'x', [], {}, { name: 'call.answer' }, { name: 5, id, input: {} }])
      refusedAs('malformed', await clerk.raw(asked))
    refusedAs('unknown', await clerk.raw({ name: 'call.explode', id, input: {} }))
    refusedAs('unknown', await clerk.raw({ name: 'constructor', id, input: {} }))
    refusedAs(
      'malformed',
      await clerk.raw({ name: 'queue.break', id, input: { reason: 'none', __proto__: { x: 1 } } }),
      'reason: invalid_value',
    )
    refusedAs('malformed', await clerk.raw({ name: 'queue.break', id, input: { reason: 'rest', extra: 1 } }))
    refusedAs('malformed', await clerk.raw({ name: 'people.signOut', id, input: {} }), 'overHttp')
    const large = await fetch(`${desk.url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-surface': 'clerk' },
      body: JSON.stringify({ name: 'people.me', id, input: 'x'.repeat(400_000) }),
    })
    refusedAs('tooLarge', await large.json())
    const broken = await fetch(`${desk.url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-surface': 'clerk' },
      body: '{"name":',
    })
    const text = await broken.text()
    refusedAs('malformed', JSON.parse(text))
    expect(text).not.toMatch(/at .*\(|node_modules|\.ts:/)
    valueOf(await clerk.ask('people.me', {}))
  })

  test('LINK-5: a page of another origin is kept out', async () => {
    const elsewhere = await fetch(`${desk.url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-surface': 'clerk', origin: 'https://evil.example' },
      body: JSON.stringify({ name: 'people.me', id: randomUUID(), input: {} }),
    })
    expect(elsewhere.status).toBe(403)
  })

  test('COMMIT-3: a repeated request gets its first answer and changes nothing; with other input it is refused', async () => {
    const admin = await desk.staff('administrator', 'admin')
    const id = randomUUID()
    const wanted = { name: '2号自助终端', hall: '松江区政务服务中心二楼', jurisdiction: '310117' }
    const first = valueOf(await admin.ask('kiosk.add', wanted, id))
    expect(valueOf(await admin.ask('kiosk.add', wanted, id))).toEqual(first)
    const [twice, thrice] = await Promise.all([
      admin.ask('kiosk.add', wanted, id),
      admin.ask('kiosk.add', wanted, id),
    ])
    expect([valueOf(twice), valueOf(thrice)]).toEqual([first, first])
    refusedAs('repeatedDifferently', await admin.ask('kiosk.add', { ...wanted, name: '3号' }, id))
    const { kiosks } = valueOf(await admin.ask('kiosk.list', {}))
    expect(kiosks.filter((kiosk) => kiosk.name === '2号自助终端')).toHaveLength(1)
  })

  test('LINK-6: a session whose time has come is ended, but not while somebody is being served', async () => {
    const own = await openDesk({ sessionsEnd: true, longestSleepMs: 250 })
    const [kiosk, lin, chen] = await Promise.all([
      own.kiosk(),
      own.staff('clerk', 'lin'),
      own.staff('clerk', 'chen'),
    ])
    await callFrom(kiosk, lin, 'household-move')
    own.pass(sessionMs.staff)
    expect(await chen.over).toBe('expired')
    valueOf(await lin.ask('queue.current', {}))
    await own.close()
  })

  test('a desk that is told to stop does not wait for a connection on which nothing was asked', async () => {
    const own = await openDesk()
    const { hostname, port } = new URL(own.url)
    const silent = connect(Number(port), hostname).resume()
    await once(silent, 'connect')
    const ended = once(silent, 'close')
    // Who asks is answered: so the desk has the one before it in its books.
    await fetch(`${own.url}/healthz`)
    await own.close()
    await ended
    expect(silent.destroyed).toBe(true)
  }, 30_000)

  test('PEOPLE-4, LINK-6: signing out ends the session everywhere', async () => {
    const clerk = await desk.staff('clerk', 'lin')
    valueOf(await clerk.post('people.signOut', {}))
    expect(await clerk.over).toBe('signedOut')
    refusedAs('signedOut', await clerk.post('queue.current', {}))
  })

  test('VISIT-2, VISIT-1: a phone takes over a kiosk’s visit with a one-time code; the kiosk is free', async () => {
    const admin = await desk.staff('administrator', 'admin')
    const { code } = valueOf(
      await admin.ask('kiosk.add', { name: '5号', hall: '松江', jurisdiction: '310117' }),
    )
    const { page: kiosk } = await openKiosk(desk.url, code)
    const visitId = await openApplicant(kiosk)
    const invite = valueOf(await kiosk.ask('visit.invite', {}))
    const phone = desk.page('phone')
    refusedAs('codeInvalid', await phone.post('visit.join', { code: 'AAAA-BBBB', language: 'zh' }))
    expect(
      valueOf(await phone.post('visit.join', { code: invite.code.toLowerCase(), language: 'zh' })),
    ).toMatchObject({ id: visitId, place: 'phone', phase: 'waiting' })
    refusedAs(
      'codeInvalid',
      await desk.page('phone').post('visit.join', { code: invite.code, language: 'zh' }),
    )
    await phone.connect()
    await expect.poll(async () => valueOf(await kiosk.ask('people.me', {})).role).toBe('kiosk')
    const chen = await desk.staff('clerk', 'chen')
    valueOf(await chen.ask('queue.ready', {}))
    await answerNext(chen)
    await phone.told('visit.changed', (visit) => visit.phase === 'served')
  })

  // Last: this address is locked out from here on.
  test('KIOSK-4: ten wrong codes from one address lock it out', async () => {
    const page = desk.page('kiosk')
    const { publicKey } = await newKey()
    const guess = () => page.post('kiosk.enrol', { code: 'AAAA-AAAA', publicKey })
    for (let n = 0; n < 12; n += 1) await guess()
    refusedAs('lockedOut', await guess())
  })
})
