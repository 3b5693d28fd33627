import { randomBytes } from 'node:crypto'
import { sessionMs } from '@farwindow/shared/people/session.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import { advanceVisit, newVisit } from '@farwindow/shared/visit/machine.ts'
import type { HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { codeId, newCode } from '../people/code.ts'
import type { Work } from '../store/commit.ts'
import { release } from './release.ts'
import { viewVisit } from './view.ts'

/** A phone code is scanned or typed at once, or a new one is made (VISIT-2). */
const inviteMs = 10 * 60_000

type Joining = Pick<HandlersOf<'visit'>, 'visit.open' | 'visit.invite' | 'visit.join'>

/** The visit a code stands for: the one begun at the kiosk, or a new one on the phone. */
const joined = async (work: Work, typed: string, language: 'zh' | 'en') => {
  const code = await work.load('code', codeId(typed))
  if (
    code === null ||
    code.state.phase !== 'open' ||
    code.state.purpose === 'setUp' ||
    code.state.purpose === 'guest' ||
    code.state.expiresAt < work.at
  )
    return work.refuse({ code: 'codeInvalid' })
  work.save(code, { ...code.state, phase: 'used' }, { name: 'used' })
  if (code.state.visitId !== undefined) {
    const visit = await work.need('visit', code.state.visitId)
    const next = work.must(advanceVisit(visit.state, { type: 'moved', at: work.at, place: 'phone' }))
    work.save(visit, next, { name: 'movedToPhone' })
    // The page left behind hears it while it is still the visit's, and clears itself (VISIT-1).
    work.announce({ name: 'visit.changed', data: viewVisit(next, null), to: [{ visitId: visit.id }] })
    return next
  }
  const from = code.state.jurisdiction ?? ''
  const id = randomBytes(12).toString('base64url')
  const visit = newVisit({ id, at: work.at, from, place: 'phone', language })
  work.create(
    'visit',
    id,
    visit,
    { name: 'opened', data: { place: 'phone' } },
    { jurisdiction: from, visitId: id },
  )
  return visit
}

/** How a visit begins, at a kiosk or with a phone, and how it goes from one to the other. */
export const createJoining = (house: House): Joining => ({
  'visit.open': async ({ language }, asking) => {
    const { actor, cause } = asking
    const id = house.newId()
    const outcome = await house.commit(cause, async (work) => {
      if (actor.kioskId === undefined) return work.refuse({ code: 'forbidden' })
      const kiosk = await work.need('kiosk', actor.kioskId)
      if (kiosk.state.phase !== 'enrolled') return work.refuse({ code: 'kioskRevoked' })
      const session = await work.need('session', actor.sessionId)
      if (session.state.visitId !== undefined)
        return work.refuse({ code: 'wrongState', detail: ['visitOpen'] })
      const from = kiosk.state.jurisdiction
      const visit = newVisit({ id, at: work.at, from, place: 'kiosk', kioskId: kiosk.id, language })
      const data = { place: 'kiosk', kioskId: kiosk.id }
      work.create('visit', id, visit, { name: 'opened', data }, { jurisdiction: from, visitId: id })
      work.save(session, { ...session.state, visitId: id }, { name: 'visitOpened', data: { visitId: id } })
      return viewVisit(visit, null)
    })
    if (outcome.ok) house.reseat({ ...actor, role: 'applicant', visitId: outcome.value.id })
    return outcome
  },
  'visit.invite': (_input, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const code = newCode()
      const expiresAt = work.at + inviteMs
      const state =
        actor.visitId === undefined
          ? { phase: 'open' as const, purpose: 'begin' as const, jurisdiction: actor.jurisdiction, expiresAt }
          : { phase: 'open' as const, purpose: 'join' as const, visitId: actor.visitId, expiresAt }
      work.create('code', codeId(code), state, { name: 'issued', data: { purpose: state.purpose } })
      return { code, expiresAt }
    }),
  'visit.join': async ({ code, language }, asking) => {
    const outcome = await house.commit({ by: asking.cause.by }, (work) => joined(work, code, language))
    if (!outcome.ok) return outcome
    const visit = outcome.value
    // The older device hands over: its session ends, or at a kiosk is free for the next person.
    await release(house, visit.id, 'replaced')
    const now = house.now()
    await asking.session.start({
      phase: 'live',
      surface: 'phone',
      role: 'applicant',
      visitId: visit.id,
      jurisdiction: visit.from,
      startedAt: now,
      expiresAt: now + sessionMs.phone,
    })
    return visit.phase === 'ended' ? refuse('codeInvalid') : ok(viewVisit(visit, null))
  },
})
