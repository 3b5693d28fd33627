import { randomInt } from 'node:crypto'
import { advanceIdentity } from '@farwindow/shared/identity/machine.ts'
import type { IdentityEvent } from '@farwindow/shared/identity/machine.ts'
import type { IdentityView } from '@farwindow/shared/identity/protocol.ts'
import { scripts } from '@farwindow/shared/identity/script.ts'
import { viewIdentity } from '@farwindow/shared/identity/view.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { writerOf } from '../form/room.ts'
import type { Asking, HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { look } from '../store/list.ts'
import { pagesOf, partyOf, sideOf } from '../visit/party.ts'
import { advanceCheck, freshCheck } from './settle.ts'

type IdentityHandlers = HandlersOf<'identity'>

/** An even draw from [0, 1) that nobody can foresee (IDENT-8). */
const draw = (): number => randomInt(2 ** 47) / 2 ** 47

/** Sends one event to the check of this visit and answers with the asker's view of it. */
const act = (
  house: House,
  { actor, cause }: Asking,
  visitId: string,
  eventAt: (at: number) => IdentityEvent,
): Promise<Outcome<IdentityView>> =>
  house.commit(cause, async (work) => {
    const { side, visit } = await partyOf(work, actor, visitId)
    return viewIdentity(await advanceCheck(work, visit.state, eventAt(work.at)), side)
  })

const current =
  (house: House): IdentityHandlers['identity.current'] =>
  async ({ visitId }, { actor }) => {
    const visit = await look(house.db, 'visit', visitId)
    const side = visit === null ? null : sideOf(actor, visit)
    if (visit === null || side === null) return refuse('notFound')
    if (visit.phase !== 'served' && visit.phase !== 'closing') return ok({ identity: null })
    const check = await look(house.db, 'identity', visit.callId)
    // Nothing was asked yet: what will be is shown all the same, and written with the first step.
    const upcoming = visit.phase === 'served' ? freshCheck(visit, visit.callId, house.now()) : null
    const state = check ?? upcoming
    return ok({ identity: state === null ? null : viewIdentity(state, side) })
  }

/** The machine is asked whether the still could be taken now; nothing is kept of the wish itself. */
const askStill =
  (house: House): IdentityHandlers['identity.askStill'] =>
  ({ visitId, step }, { actor, cause }) =>
    house.commit({ by: cause.by }, async (work) => {
      const { visit } = await partyOf(work, actor, visitId)
      if (visit.state.phase !== 'served')
        return work.refuse({ code: 'wrongState', detail: [visit.state.phase] })
      const check = await work.load('identity', visit.state.callId)
      const state = check?.state ?? freshCheck(visit.state, visit.state.callId, work.at)
      const taken = { type: 'stillTaken', at: work.at, by: visitId, step, fileId: '' } as const
      work.must(advanceIdentity(scripts[state.script], state, taken))
      work.announce({
        name: 'identity.stillWanted',
        data: { visitId, step },
        to: pagesOf(visit.state, 'applicant'),
      })
      return {}
    })

/** Who is it: the check of the visit's call, step by step. Masks and order are the machine's (IDENT-3, IDENT-11). */
export const createIdentityHandlers = (house: House): IdentityHandlers => ({
  'identity.current': current(house),
  'identity.consent': ({ visitId, agreed }, asking) =>
    act(house, asking, visitId, (at) => ({ type: agreed ? 'consented' : 'declined', at })),
  'identity.document': ({ visitId, number }, asking) =>
    act(house, asking, visitId, (at) => ({ type: 'documentGiven', at, by: writerOf(asking.actor), number })),
  'identity.notPerformed': ({ visitId, step, why }, asking) =>
    act(house, asking, visitId, (at) => ({
      type: 'stepNotPerformed',
      at,
      by: writerOf(asking.actor),
      step,
      why,
    })),
  'identity.askStill': askStill(house),
  'identity.showCue': ({ visitId, avoid }, asking) =>
    act(house, asking, visitId, (at) => ({
      type: 'cueShown',
      at,
      id: house.newId(),
      random: draw(),
      ...(avoid === undefined ? {} : { avoid }),
    })),
  'identity.markCue': ({ visitId, cueId, seen }, asking) =>
    act(house, asking, visitId, (at) => ({
      type: 'cueMarked',
      at,
      by: writerOf(asking.actor),
      id: cueId,
      seen,
    })),
  'identity.question': ({ visitId, topic, satisfied }, asking) =>
    act(house, asking, visitId, (at) => ({
      type: 'questionAsked',
      at,
      by: writerOf(asking.actor),
      topic,
      satisfied,
    })),
  'identity.decide': (input, asking) =>
    act(house, asking, input.visitId, (at) => {
      const decided = { at, by: writerOf(asking.actor), note: input.note }
      return input.decision === 'accept'
        ? { type: 'accepted', ...decided }
        : { type: 'rejected', ...decided, reason: input.reason }
    }),
})
