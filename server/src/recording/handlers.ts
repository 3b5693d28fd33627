import type { Side } from '@farwindow/shared/call/machine.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { RecordingEvent } from '@farwindow/shared/recording/machine.ts'
import type { RecordingView } from '@farwindow/shared/recording/protocol.ts'
import { viewForGuest, viewRecording } from '@farwindow/shared/recording/view.ts'
import { guestOf, guestsCall } from '../call/guest/call.ts'
import { ownCall } from '../call/handlers.ts'
import type { Asking, HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import type { Vault } from '../record/vault.ts'
import { look } from '../store/list.ts'
import { makeKey } from './key.ts'
import { askRecording, policyOf, readPolicy } from './question.ts'
import { moveRecording } from './settle.ts'

type InCall = Omit<HandlersOf<'recording'>, 'recording.show' | 'recording.ofCase' | 'recording.latest'>

/** Asking, answering, resting and ending, by the two people of a call that goes on (RECORDING-20 …). */
export const createRecordingHandlers = (house: House, vault: Vault): InCall => {
  const move = (
    { callId }: { readonly callId: string },
    { actor, cause }: Asking,
    eventOf: (noted: { readonly at: number; readonly by: Side }) => RecordingEvent,
  ): Promise<Outcome<RecordingView>> =>
    house.commit(cause, async (work) => {
      const { side } = await ownCall(work, actor, callId)
      const found = await work.load('recording', callId)
      if (found === null) return work.refuse({ code: 'wrongState', detail: ['unasked'] })
      const event = eventOf({ at: work.at, by: side })
      if (event.type === 'agreed') makeKey(work, vault, callId)
      return viewRecording(await moveRecording(work, found, event))
    })

  return {
    'recording.current': async ({ callId }, { actor }) => {
      const call = await look(house.db, 'call', callId)
      const isOwn =
        call !== null &&
        (actor.role === 'clerk' ? call.clerkId === actor.personId : call.visitId === actor.visitId)
      if (!isOwn) return refuse('notFound')
      const [state, policy] = await Promise.all([
        look(house.db, 'recording', callId),
        readPolicy(house, call),
      ])
      return ok({ recording: state === null ? null : viewRecording(state), policy })
    },
    'recording.ask': ({ callId }, { actor, cause }) =>
      house.commit(cause, async (work) => {
        const { call } = await ownCall(work, actor, callId)
        const { phase, item } = call.state
        if (phase !== 'active') return work.refuse({ code: 'wrongState', detail: [phase] })
        // Who said no is not asked again; saying yes after all is theirs (RECORDING-21).
        const asked = await work.load('recording', callId)
        if (asked !== null) return work.refuse({ code: 'wrongState', detail: [asked.state.phase] })
        const wanted = policyOf(item === undefined ? null : ((await work.load('item', item))?.state ?? null))
        if (wanted === 'never') return work.refuse({ code: 'wrongState', detail: ['never'] })
        return viewRecording(await askRecording(work, call.state))
      }),
    'recording.asGuest': async ({ callId }, { actor }) => {
      const call = await look(house.db, 'call', callId)
      const guest = call === null ? undefined : guestOf(call, actor)
      if (guest === undefined) return refuse('notFound')
      return ok(viewForGuest(callId, await look(house.db, 'recording', callId), guest.id))
    },
    'recording.answer': ({ callId, agreed }, { actor, cause }) =>
      house.commit(cause, async (work) => {
        const { call, guestId } = await guestsCall(work, callId, actor)
        const guest = guestOf(call.state, actor)
        if (guest?.phase !== 'present') return work.refuse({ code: 'wrongState', detail: ['notPresent'] })
        const found = await work.load('recording', callId)
        if (found === null) return work.refuse({ code: 'wrongState', detail: ['unasked'] })
        const { kind, name, personId } = guest
        const about = { guestId, kind, name, agreed, ...(personId === undefined ? {} : { personId }) }
        const next = await moveRecording(work, found, { type: 'guestAnswered', at: work.at, guest: about })
        return viewForGuest(callId, next, guestId)
      }),
    'recording.agree': (input, asking) => move(input, asking, ({ at }) => ({ type: 'agreed', at })),
    'recording.refuse': (input, asking) =>
      move(input, asking, ({ at }) => ({ type: 'refused', at, why: input.why })),
    'recording.pause': (input, asking) =>
      move(input, asking, (noted) => ({ type: 'paused', ...noted, why: input.why })),
    'recording.resume': (input, asking) => move(input, asking, (noted) => ({ type: 'resumed', ...noted })),
    'recording.stop': (input, asking) => move(input, asking, (noted) => ({ type: 'stopped', ...noted })),
  }
}
