import { codeId } from '@farwindow/server/people/code.ts'
import type { RtpCapabilities } from '@farwindow/shared/call/media.ts'
import type { Role } from '@farwindow/shared/people/role.ts'
import { newSeat } from '@farwindow/shared/queue/seat.ts'
import { vi } from 'vitest'
import { valueOf } from '../../pure/outcome.ts'
import { openDesk } from '../desk.ts'
import type { TestDesk } from '../desk.ts'
import { switchedHosts } from '../hosts.ts'
import type { SwitchedHosts } from '../hosts.ts'
import { newKey, openKiosk } from '../page.ts'
import type { Page } from '../page.ts'
import { endCall, handIn } from '../walk.ts'
import type { Call } from '../walk.ts'

/** One's media connections, as one's browser would know them. */
interface Peer {
  readonly id: string
  readonly capabilities: RtpCapabilities
}

/**
 * A desk in the middle of its day, with one page for every role. What later requests are about is written down here
 * as it comes up: made-up ids until then.
 */
export interface World {
  readonly desk: TestDesk
  /** Whether media hosts are there. */
  readonly hosts: SwitchedHosts
  page(role: Role): Page
  /** The one-time link of the installation, as if there were no administrator yet. */
  readonly setUpToken: string
  /** The pair of a kiosk that is being put up. */
  readonly key: Awaited<ReturnType<typeof newKey>>
  readonly peers: Map<Role, Peer>
  readonly probes: Map<Role, string>
  kioskId: string
  kioskCode: string
  nonce: string
  inviteCode: string
  visitId: string
  callId: string
  /** The latest guest of the call, and the codes they may come with. */
  guestId: string
  guestCode: string
  cueId: string
  fileId: string
  reference: string
  code: string
  resultId: string
}

const setUpToken = 'ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2'

/** The desk at its opening: a kiosk stands free, at another somebody has begun a visit, everybody has signed in. */
export const openWorld = async (): Promise<World> => {
  const hosts = switchedHosts()
  const desk = await openDesk({ hostWatch: hosts.watch })
  const administrator = await desk.staff('administrator', 'admin')
  const second = { name: '2号', hall: '松江', jurisdiction: '310117' }
  const { code } = valueOf(await administrator.ask('kiosk.add', second))
  const applicant = (await openKiosk(desk.url, code)).page
  const visit = valueOf(await applicant.ask('visit.open', { language: 'zh' }))
  await desk.desk.house.commit({ by: { role: 'system' } }, async (work) => {
    const state = { phase: 'open', purpose: 'setUp', expiresAt: work.at + 3_600_000 } as const
    work.create('code', codeId(setUpToken), state, { name: 'issued' })
  })
  const pages: { readonly [R in Role]: Page } = {
    visitor: desk.page('progress'),
    kiosk: await desk.kiosk(),
    applicant,
    guest: await openGuest(desk),
    clerk: await desk.staff('clerk', 'lin'),
    reviewer: await desk.staff('reviewer', 'wu'),
    supervisor: await desk.staff('supervisor', 'shen'),
    administrator,
  }
  return {
    desk,
    hosts,
    page: (role) => pages[role],
    setUpToken,
    key: await newKey(),
    peers: new Map(),
    probes: new Map(),
    kioskId: 'kiosk-nobody-has',
    kioskCode: 'NOPE-NOPE',
    nonce: 'none',
    inviteCode: 'NOPE-NOPE',
    visitId: visit.id,
    callId: 'call-nobody-has',
    guestId: 'guest-nobody-is',
    guestCode: 'NOPE-NOPE',
    cueId: 'none',
    fileId: 'none',
    reference: 'AAAA-AAAA-AAAA',
    code: 'AAAA-AAAA',
    resultId: 'none',
  }
}

/** A guest of a call that the day does not speak of. */
const openGuest = async (desk: TestDesk): Promise<Page> => {
  const [callId, guestId, code] = ['call-before', 'guest-before', 'GUES-TGUE']
  await desk.desk.house.commit({ by: { role: 'system' } }, async (work) => {
    const { at } = work
    const [ids, seen] = [
      { id: callId, visitId: 'none', clerkId: 'chen' },
      { offeredAt: at, answeredAt: at },
    ]
    const guest = { phase: 'invited', id: guestId, kind: 'helper', invitedAt: at } as const
    const call = { ...ids, ...seen, phase: 'active', jurisdiction: '330503', guests: [guest] } as const
    work.create('call', callId, call, { name: 'offered' })
    const seat = newSeat({
      personId: 'chen',
      name: '陈志远',
      number: '12',
      jurisdiction: '330503',
      skills: [],
      since: at,
    })
    work.create('seat', 'chen', seat, { name: 'opened' }, { jurisdiction: '330503' })
    const state = { phase: 'open', purpose: 'guest', callId, guestId, expiresAt: at + 60_000 } as const
    work.create('code', codeId(code), state, { name: 'issued' })
  })
  const guest = desk.page('guest')
  valueOf(await guest.post('guest.join', { code, name: '王姐' }))
  await guest.connect()
  return guest
}

/** The same answer for every role. */
export const everybody = <A>(answer: A): { readonly [R in Role]: A } => only('visitor', answer, answer)

/** What one role is answered, who is asked for first, and all the others after it. */
export const only = <A, B>(role: Role, answer: A, others: B): { readonly [R in Role]: A | B } => {
  const of = (each: Role): A | B => (each === role ? answer : others)
  return {
    visitor: of('visitor'),
    kiosk: of('kiosk'),
    applicant: of('applicant'),
    guest: of('guest'),
    clerk: of('clerk'),
    reviewer: of('reviewer'),
    supervisor: of('supervisor'),
    administrator: of('administrator'),
  }
}

/** What rings at the clerk's next. */
export const ringing = async (world: World): Promise<void> => {
  world.callId = (await world.page('clerk').told('call.offered')).call.id
}

/** A kiosk is a kiosk again a moment after its visit. */
export const freed = (kiosk: Page): Promise<void> =>
  vi.waitFor(async () => {
    if (valueOf(await kiosk.ask('people.me', {})).role !== 'kiosk') throw new Error('not free yet')
  }, 15_000)

/** The visit is over, and somebody else begins one at the same kiosk. */
export const nextVisit = async (world: World): Promise<void> => {
  const applicant = world.page('applicant')
  await freed(applicant)
  world.visitId = valueOf(await applicant.ask('visit.open', { language: 'zh' })).id
}

/** The call of the day, for the steps the walk knows. */
export const callOf = (world: World): Call => ({
  applicant: world.page('applicant'),
  clerk: world.page('clerk'),
  visitId: world.visitId,
  callId: world.callId,
  released: () => freed(world.page('applicant')),
})

/** A whole further application at the applicant's kiosk: from now on, the case everybody talks of. */
export const anotherCase = async (world: World): Promise<void> => {
  const [applicant, clerk] = [world.page('applicant'), world.page('clerk')]
  valueOf(await applicant.ask('visit.choose', { item: 'company-establishment', to: '330503' }))
  valueOf(await clerk.ask('queue.ready', {}))
  valueOf(await applicant.ask('visit.call', {}))
  await ringing(world)
  valueOf(await clerk.ask('call.answer', { callId: world.callId }))
  const call = callOf(world)
  Object.assign(world, await handIn(call))
  await endCall(call)
  await nextVisit(world)
}
