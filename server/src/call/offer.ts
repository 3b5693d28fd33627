import { newCall } from '@farwindow/shared/call/machine.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { advanceSeat } from '@farwindow/shared/queue/seat.ts'
import { advanceVisit } from '@farwindow/shared/visit/machine.ts'
import type { House } from '../house.ts'
import { viewCall, viewCaller } from './view.ts'
import { saveSeat, saveVisit } from './settle.ts'

/**
 * Lets a waiting visit ring at a ready clerk: visit, seat and the new call in one commit, so that no visit rings
 * twice and no clerk gets two calls (QUEUE-9). Returns the call's id; refuses `wrongState` when either moved.
 */
export const offerCall = (house: House, visitId: string, personId: string): Promise<Outcome<string>> =>
  house.commit({ by: { role: 'system' } }, async (work) => {
    const visit = await work.need('visit', visitId)
    const seat = await work.need('seat', personId)
    const { at } = work
    const callId = house.newId()
    const visitNext = work.must(advanceVisit(visit.state, { type: 'offered', at, callId, clerkId: personId }))
    const seatNext = work.must(advanceSeat(seat.state, { type: 'offered', at, callId }))
    if (visitNext.to === undefined) return work.refuse({ code: 'incomplete', detail: ['to'] })
    const call = newCall({
      id: callId,
      visitId,
      clerkId: personId,
      jurisdiction: visitNext.to,
      ...(visitNext.item === undefined ? {} : { item: visitNext.item }),
      offeredAt: at,
    })
    const data = { visitId, clerkId: personId }
    work.create('call', callId, call, { name: 'offered', data }, { jurisdiction: visitNext.to, visitId })
    saveVisit(work, visit, visitNext, 'offered', seatNext)
    saveSeat(work, seat, seatNext, 'offered')
    work.announce({
      name: 'call.offered',
      data: { call: viewCall(call), caller: viewCaller(visitNext) },
      to: [{ personId }],
    })
    return callId
  })
