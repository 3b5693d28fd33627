import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Role } from '@farwindow/shared/people/role.ts'
import { requests } from '@farwindow/shared/protocol/all.ts'
import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import type { RequestDeclaration } from '@farwindow/shared/protocol/declare.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { prepare, send, take, written } from './day/turn.ts'
import { openWorld } from './day/world.ts'
import type { World } from './day/world.ts'
import { openKiosk } from './page.ts'
import type { Page } from './page.ts'
import { inOrder, samples } from './samples.ts'
import { addStaff } from './walk.ts'

/** How ids are named in requests. */
const isId = (key: string): boolean => /Id$|^reference$/.test(key)

const keysOf = (input: z.ZodType): string[] => {
  if (input instanceof z.ZodObject) return Object.keys(input.shape)
  if (!(input instanceof z.ZodUnion)) throw new Error('an input of a new form: look for its ids')
  return input.options.flatMap((option) => (option instanceof z.ZodType ? keysOf(option) : []))
}

/** Requests that take an id and ask no office for it, and why. */
const apart: { readonly [N in RequestName]?: string } = {
  'kiosk.challenge': 'a nonce is for anybody; what counts is the signature',
  'kiosk.prove': 'the signature of the kiosk’s own key decides',
  'catalogue.item': 'guide and form of every edition are public',
  'case.progress': 'for whoever has the code; without it CASE-14 is tested',
  'case.resubmit': 'for whoever has the code',
  'case.withdraw': 'for whoever has the code',
  'case.rate': 'for whoever has the code',
  'case.result': 'for whoever has the code',
}

/** Nothing to close is closed already; that ours is not is looked at. */
const done: { readonly [N in RequestName]?: (world: World) => Promise<unknown> } = {
  'media.close': async ({ page, peers }) =>
    valueOf(await page('clerk').ask('media.keyFrame', { peerId: peers.get('clerk')?.id ?? '' })),
}

const strangerRoles = ['applicant', 'clerk', 'reviewer', 'supervisor'] as const satisfies readonly Role[]
const declared = (name: RequestName): RequestDeclaration => requests[name]
const withIds = inOrder.filter((name) => keysOf(declared(name).input).some(isId))
const ofAnOffice = withIds.filter(
  (name) => !(name in apart) && strangerRoles.some((role) => declared(name).by.includes(role)),
)

/** The same request about things that are not there. */
const aboutNothing = (input: object): object =>
  Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      !isId(key) ? value : key === 'reference' ? '2222-2222-222N' : 'nobody-has-this',
    ]),
  )

/** Everybody who has no business with our visit, its call, files and case: one of each role, and a colleague. */
interface Stranger {
  readonly role: Role
  readonly page: Page
}

const openStrangers = async ({ desk, page }: World): Promise<Stranger[]> => {
  const there = { name: '9号', hall: '松江', jurisdiction: '310117' }
  const { code } = valueOf(await page('administrator').ask('kiosk.add', there))
  const kiosk = (await openKiosk(desk.url, code)).page
  valueOf(await kiosk.ask('visit.open', { language: 'zh' }))
  return [
    { role: 'applicant', page: kiosk },
    { role: 'clerk', page: await addStaff(desk, 'qian', 'clerk', '310117') },
    { role: 'clerk', page: await desk.staff('clerk', 'chen') },
    { role: 'reviewer', page: await addStaff(desk, 'zhou', 'reviewer', '310117') },
    { role: 'supervisor', page: await addStaff(desk, 'zhao', 'supervisor', '310117') },
  ]
}

describe('whoever guesses an id', () => {
  let world: World
  let strangers: Stranger[]
  let asked = 0
  /** Of every visit and call of the day. */
  const ours = new Set<string>()

  beforeAll(async () => {
    world = await openWorld()
    strangers = await openStrangers(world)
  })
  afterAll(() => world.desk.close())

  /** Lets the day go on until this request can be made. */
  const until = async (name: RequestName): Promise<void> => {
    for (let next = inOrder[asked]; next !== undefined && next !== name; next = inOrder[(asked += 1)]) {
      if (!ofAnOffice.includes(next)) await prepare(world, next)
      await take(world, next)
    }
    await prepare(world, name)
    for (const id of [world.visitId, world.callId, world.reference]) ours.add(id)
  }

  test('VISIT-10, CASE-16: every request with an id is tried, or is no office’s business for a reason', () => {
    const administrators = withIds.filter((name) => declared(name).by.join() === 'administrator')
    expect([...ofAnOffice, ...administrators, ...Object.keys(apart)].sort()).toEqual([...withIds].sort())
  })

  test.each(ofAnOffice)('VISIT-10, CASE-16: %s finds nothing of ours, and tells nothing', async (name) => {
    await until(name)
    const before = await written(world)
    const mine = strangers.filter(({ role }) => declared(name).by.includes(role))
    expect(mine.length).toBeGreaterThan(0)
    for (const { role, page } of mine) {
      const input = await samples[name].input(world, role)
      const guessed = await send(page, role, name, input)
      if (name in done) valueOf(guessed)
      else refusedAs('notFound', guessed)
      // What is there and what is not are never told apart.
      expect(guessed).toEqual(await send(page, role, name, aboutNothing(input)))
    }
    await done[name]?.(world)
    expect(await written(world)).toBe(before)
  })

  test('RECORD-6: no file of ours is shown to them, and nobody is noted as having seen it', async () => {
    const files = await world.desk.db.selectFrom('subject').select('id').where('kind', '=', 'file').execute()
    expect(files.length).toBeGreaterThan(6)
    const before = await written(world)
    for (const { role, page } of [...strangers, { role: 'supervisor', page: world.page('supervisor') }])
      for (const id of [...files.map((file) => file.id), 'nobody-has-this']) {
        const answer = await page.get(`/files/${role === 'applicant' ? 'kiosk' : role}/${id}`)
        expect([answer.status, await answer.json()]).toEqual([
          404,
          { ok: false, refusal: { code: 'notFound' } },
        ])
      }
    expect(await written(world)).toBe(before)
  })

  test('LINK-4, CASE-16: nothing they were told all day, and no list of theirs, names anything of ours', async () => {
    const [applicant, clerk, colleague, reviewer, supervisor] = strangers.map(({ page }) => page)
    if (applicant === undefined || clerk === undefined) throw new Error('nobody is there')
    const lists = [
      await clerk.ask('queue.current', {}),
      await reviewer?.ask('case.list', {}),
      await reviewer?.ask('case.lowRatings', {}),
      await supervisor?.ask('supervise.board', {}),
      await supervisor?.ask('case.lowRatings', {}),
    ]
    const told = strangers.filter(({ page }) => page !== colleague).flatMap(({ page }) => page.heard)
    const known = JSON.stringify([lists, told])
    expect(ours.size).toBeGreaterThan(6)
    for (const id of ours) expect(known).not.toContain(id)
    // A colleague sees who waits, and no more.
    for (const { name } of colleague?.heard ?? []) expect(name).toBe('queue.changed')
  })
})
