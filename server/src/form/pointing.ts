import { barredFromWriting } from '@farwindow/shared/form/guard.ts'
import { ok } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { Announcement } from '../store/announcement.ts'
import type { Work } from '../store/commit.ts'
import type { Party } from '../visit/party.ts'
import { otherSide, pagesOf, partyOf } from '../visit/party.ts'
import { writerOf } from './room.ts'
import type { Room } from './room.ts'

/** Says to the other side in which field this one types. */
const focused = ({ visit, side }: Party, path: string | null): Announcement => ({
  name: 'form.focus',
  data: { visitId: visit.id, side, path },
  to: pagesOf(visit.state, otherSide(side)),
})

const mayWrite = async ({ definitions }: Room, work: Work, { visit, side }: Party, path: string) => {
  const form = await work.load('form', visit.id)
  const definition = form === null ? null : await definitions(form.state)
  if (form?.state.phase !== 'filling' || definition === null) return false
  return barredFromWriting(definition, form.state, side, path) === undefined
}

/**
 * Where somebody types, points and looks: told to the other side only, in memory only (FORM-26). A cursor counts
 * where its side may write; elsewhere it is only looking, and keeps nobody from typing.
 */
export const createPointing = (room: Room): Pick<HandlersOf<'form'>, 'form.focus' | 'form.point'> => ({
  'form.focus': async ({ visitId, path }, { actor, cause }) => {
    const found = await room.house.commit({ by: cause.by }, async (work) => {
      const party = await partyOf(work, actor, visitId)
      return { party, written: path !== null && (await mayWrite(room, work, party, path)) ? path : null }
    })
    if (!found.ok) return found
    const { party, written } = found.value
    if (written === null) room.presence.leave(visitId, writerOf(actor))
    else room.presence.hold(visitId, writerOf(actor), written, (held) => focused(party, held))
    return ok({})
  },
  'form.point': async (pointing, { actor, cause }) => {
    const found = await room.house.commit({ by: cause.by }, (work) => partyOf(work, actor, pointing.visitId))
    if (!found.ok) return found
    const { side, visit } = found.value
    const to = pagesOf(visit.state, otherSide(side))
    room.announce([{ name: 'form.pointed', data: { ...pointing, side }, to }])
    return ok({})
  },
})
