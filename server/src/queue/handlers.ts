import { advanceSeat, newSeat } from '@farwindow/shared/queue/seat.ts'
import type { SeatEvent } from '@farwindow/shared/queue/seat.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { Asking, HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { look } from '../store/list.ts'
import type { Dispatcher } from './dispatcher.ts'
import { viewSeat } from './view.ts'

/** The clerk's own change of seat; the seat is made when they sit down for the first time. */
const change = (
  house: House,
  { actor, cause }: Asking,
  event: Pick<SeatEvent, 'type'> & Partial<SeatEvent>,
) =>
  house.commit(cause, async (work) => {
    const { personId } = actor
    if (personId === undefined) return work.refuse({ code: 'forbidden' })
    const person = await work.need('person', personId)
    const { name, number, jurisdiction, skills } = person.state
    const desk = { name, number, jurisdiction, skills }
    const seat = await work.load('seat', personId)
    const before = seat?.state ?? newSeat({ personId, ...desk, since: work.at })
    // The event's own fields come from the declared input.
    const next = { ...work.must(advanceSeat(before, { ...event, at: work.at } as SeatEvent)), ...desk }
    if (seat === null) work.create('seat', personId, next, { name: event.type }, { jurisdiction })
    else work.save(seat, next, { name: event.type })
    work.announce({ name: 'seat.changed', data: viewSeat(next), to: [{ personId }] })
    return viewSeat(next)
  })

/** Ready, break, and who waits. */
export const createQueueHandlers = (house: House, dispatcher: Dispatcher): HandlersOf<'queue'> => ({
  'queue.ready': (_input, asking) => change(house, asking, { type: 'ready' }),
  'queue.break': ({ reason }, asking) => change(house, asking, { type: 'break', reason }),
  'queue.current': async (_input, { actor }) => {
    const seat = actor.personId === undefined ? null : await look(house.db, 'seat', actor.personId)
    const entries = actor.jurisdiction === undefined ? [] : dispatcher.entries(actor.jurisdiction)
    return ok({ entries, seat: seat === null ? null : viewSeat(seat) })
  },
})
