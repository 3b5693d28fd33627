import { newForm } from '@farwindow/shared/form/edit.ts'
import { codeOfEdition } from '@farwindow/shared/form/edition.ts'
import type { VisitView } from '@farwindow/shared/visit/protocol.ts'
import { advanceVisit } from '@farwindow/shared/visit/machine.ts'
import type { VisitEvent } from '@farwindow/shared/visit/machine.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { openAt, windowsFor } from '@farwindow/shared/region/window.ts'
import { servedBetween } from '@farwindow/shared/region/agreement.ts'
import { settle, saveVisit } from '../call/settle.ts'
import { moveCase } from '../case/settle.ts'
import type { Asking, HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { readRegion } from '../region/handlers.ts'
import type { Dispatcher } from '../queue/dispatcher.ts'
import type { Loaded, Work } from '../store/commit.ts'
import { look } from '../store/list.ts'
import { createJoining } from './joining.ts'
import { partyOf } from './party.ts'
import { viewVisit } from './view.ts'

/** The applicant's own visit; a session without one is refused `wrongState`. */
const ownVisit = async (work: Work, { actor }: Asking): Promise<Loaded<'visit'>> =>
  actor.visitId === undefined
    ? work.refuse({ code: 'wrongState', detail: ['noVisit'] })
    : (await partyOf(work, actor, actor.visitId)).visit

const advance = (
  house: House,
  asking: Asking,
  event: Exclude<VisitEvent['type'], never>,
): Promise<Outcome<VisitView>> =>
  house.commit(asking.cause, async (work) => {
    const visit = await ownVisit(work, asking)
    // Only events without fields of their own come through here.
    const next = work.must(advanceVisit(visit.state, { type: event, at: work.at } as VisitEvent))
    saveVisit(work, visit, next, event, null)
    return viewVisit(next, null)
  })

/** A visit's form begins, or begins anew when another item is chosen; of an item out of service none does. */
const beginForm = async (work: Work, visitId: string, code: string): Promise<void> => {
  const item = await work.need('item', code)
  const form = await work.load('form', visitId)
  if (form !== null && codeOfEdition(form.state.definition) === code) return
  if (item.state.phase === 'withdrawn') return work.refuse({ code: 'notServed', detail: ['withdrawn', code] })
  const fresh = newForm(item.state.value.form, work.at)
  if (form === null) work.create('form', visitId, fresh, { name: 'begun', data: { item: code } }, { visitId })
  else work.save(form, fresh, { name: 'begunAnew', data: { item: code } })
}

const choose =
  (house: House): HandlersOf<'visit'>['visit.choose'] =>
  async ({ item, to }, asking) => {
    const region = await readRegion(house.db)
    return house.commit(asking.cause, async (work) => {
      const visit = await ownVisit(work, asking)
      if (windowsFor(region.windows, to).length === 0) return work.refuse({ code: 'notFound', detail: [to] })
      if (item !== undefined) {
        const isAgreed = servedBetween(region.agreements, visit.state.from, to, item)
        if (!isAgreed || windowsFor(region.windows, to, item).length === 0)
          return work.refuse({ code: 'notServed', detail: [to, item] })
        await beginForm(work, visit.id, item)
      }
      const next = work.must(advanceVisit(visit.state, { type: 'chosen', at: work.at, item, to }))
      saveVisit(work, visit, next, 'chosen', null)
      return viewVisit(next, null)
    })
  }

const call =
  (house: House): HandlersOf<'visit'>['visit.call'] =>
  async (_input, asking) => {
    const region = await readRegion(house.db)
    return house.commit(asking.cause, async (work) => {
      const visit = await ownVisit(work, asking)
      const { to, item } = visit.state
      const windows = to === undefined ? [] : windowsFor(region.windows, to, item)
      if (windows.length === 0) return work.refuse({ code: 'incomplete', detail: ['to'] })
      const opening = openAt(windows, work.at)
      if (!opening.open)
        return work.refuse({
          code: 'closed',
          detail: opening.nextAt === null ? [] : [String(opening.nextAt)],
        })
      const next = work.must(advanceVisit(visit.state, { type: 'queued', at: work.at }))
      saveVisit(work, visit, next, 'queued', null)
      return viewVisit(next, null)
    })
  }

const end =
  (house: House): HandlersOf<'visit'>['visit.end'] =>
  async (_input, asking) => {
    const outcome = await house.commit(asking.cause, async (work) => {
      const visit = await ownVisit(work, asking)
      const { state } = visit
      if (state.phase === 'served') return work.refuse({ code: 'wrongState', detail: ['served'] })
      if (state.phase === 'offered') {
        // Leaving while it rings ends the offer; the clerk's seat is free again at once.
        await settle(work, await work.need('call', state.callId), { type: 'withdrawn', at: work.at })
        return {}
      }
      const reason = state.phase === 'closing' ? 'finished' : 'left'
      saveVisit(
        work,
        visit,
        work.must(advanceVisit(state, { type: 'ended', at: work.at, reason })),
        'ended',
        null,
      )
      return {}
    })
    return outcome
  }

const assign =
  (house: House): HandlersOf<'visit'>['visit.assign'] =>
  async ({ visitId, item }, { actor, cause }) => {
    const region = await readRegion(house.db)
    return house.commit(cause, async (work) => {
      const { visit } = await partyOf(work, actor, visitId)
      const { from, to } = visit.state
      if (to === undefined || !servedBetween(region.agreements, from, to, item))
        return work.refuse({ code: 'notServed', detail: [item] })
      await beginForm(work, visitId, item)
      const next = work.must(advanceVisit(visit.state, { type: 'assigned', at: work.at, item }))
      const seat = actor.personId === undefined ? null : await work.load('seat', actor.personId)
      saveVisit(work, visit, next, 'assigned', seat?.state ?? null)
      return viewVisit(next, seat?.state ?? null)
    })
  }

/** The visit a session is about: the applicant's own, or the one the clerk serves. */
const currentVisit = async (house: House, { actor }: Asking) => {
  if (actor.visitId !== undefined) return look(house.db, 'visit', actor.visitId)
  const seat = actor.personId === undefined ? null : await look(house.db, 'seat', actor.personId)
  if (seat === null || (seat.phase !== 'serving' && seat.phase !== 'wrapUp')) return null
  const current = await look(house.db, 'call', seat.callId)
  return current === null ? null : look(house.db, 'visit', current.visitId)
}

/** A low rating of the visit is one of the case handed in, unless that has one: the call back it was promised (CASE-10). */
const carryOver = async (work: Work, reference: string, rating: number, words?: string): Promise<void> => {
  const found = await work.need('case', reference)
  if ((rating !== 1 && rating !== 2) || found.state.rating !== undefined) return
  const event = { type: 'rated', at: work.at, by: 'applicant', level: rating, comment: words ?? '' } as const
  moveCase(work, found, event, { level: rating, comment: event.comment })
}

/** Arriving, choosing, waiting, leaving, rating. */
export const createVisitHandlers = (house: House, dispatcher: Dispatcher): HandlersOf<'visit'> => ({
  ...createJoining(house),
  'visit.touch': async (_input, asking) => {
    const outcome = await advance(house, asking, 'touched')
    return outcome.ok ? ok({}) : outcome
  },
  'visit.choose': choose(house),
  'visit.assign': assign(house),
  'visit.prospects': async ({ to, item }) => {
    const windows = windowsFor((await readRegion(house.db)).windows, to, item)
    if (windows.length === 0) return refuse('notFound', to)
    return ok({ opening: openAt(windows, house.now()), ...dispatcher.prospects(to) })
  },
  'visit.call': call(house),
  'visit.end': end(house),
  'visit.rate': ({ rating, words }, asking) =>
    house.commit(asking.cause, async (work) => {
      const visit = await ownVisit(work, asking)
      const next = work.must(advanceVisit(visit.state, { type: 'rated', at: work.at, rating }))
      work.save(visit, next, { name: 'rated', data: { rating, words } })
      if (next.reference !== undefined) await carryOver(work, next.reference, rating, words)
      work.announce({ name: 'visit.changed', data: viewVisit(next, null), to: [{ visitId: next.id }] })
      return {}
    }),
  'visit.current': async (_input, asking) => {
    const visit = await currentVisit(house, asking)
    if (visit === null || visit.phase === 'ended') return ok({ visit: null, place: null })
    const seat = 'clerkId' in visit ? await look(house.db, 'seat', visit.clerkId) : null
    const place = visit.to === undefined ? null : dispatcher.placeOf(visit.id, visit.to)
    return ok({ visit: viewVisit(visit, seat), place })
  },
})
