import { advanceForm } from '@farwindow/shared/form/edit.ts'
import type { FormEvent } from '@farwindow/shared/form/edit.ts'
import { viewForm } from '@farwindow/shared/form/mask.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Asking, HandlersOf } from '../handler.ts'
import type { House } from '../house.ts'
import { look } from '../store/list.ts'
import type { Work } from '../store/commit.ts'
import type { Party } from '../visit/party.ts'
import { pagesOf, partyOf, sideOf } from '../visit/party.ts'
import { aheadOf, announceForm, nothingAhead } from './announce.ts'
import { createDefinitions } from './definitions.ts'
import { createPointing } from './pointing.ts'
import { createPresence } from './presence.ts'
import { remarkOf } from './remark.ts'
import { writerOf } from './room.ts'
import type { Room } from './room.ts'

type FormHandlers = HandlersOf<'form'>

/** What a request itself says of an event; who, when and on which side is added here. */
type Own<E> = E extends FormEvent ? Omit<E, 'side' | 'who' | 'at' | 'inUseBy'> : never

const inUseBy = (
  { presence }: Room,
  visitId: string,
  who: string,
  own: Own<FormEvent>,
): string | undefined => {
  if (own.type === 'edited' || own.type === 'undone') return presence.holder(visitId, own.path)
  if (own.type === 'rowRemoved') return presence.otherBelow(visitId, `${own.group}/${own.row}`, who)
  return undefined
}

/** What a committed event means for the cursors: typing is a sign of life, taking back sends the clerk's away. */
const moveCursors = ({ presence }: Room, { visit }: Party, who: string, own: Own<FormEvent>): void => {
  if (own.type === 'edited') presence.touch(visit.id, who, own.path)
  if (own.type !== 'tookBack') return
  for (const { personId } of pagesOf(visit.state, 'clerk'))
    if (personId !== undefined) presence.leave(visit.id, personId)
}

/**
 * Sends one event to the form and tells both sides what it changed. Events of one form go one after the other in
 * the order they came in (FORM-7); the answer comes after the commit.
 */
const change = (
  room: Room,
  { actor, cause }: Asking,
  visitId: string,
  own: Own<FormEvent>,
): Promise<Outcome<{ revision: number }>> =>
  room.house.lanes(`form ${visitId}`, async () => {
    const who = writerOf(actor)
    let party: Party | undefined
    let told = false
    let kept = false
    const write = async (work: Work): Promise<{ revision: number }> => {
      const mine = await partyOf(work, actor, visitId)
      party = mine
      const form = await work.need('form', visitId)
      const definition = await room.definitions(form.state)
      if (definition === null) return work.refuse({ code: 'notFound' })
      const event = { ...own, side: mine.side, who, at: work.at, inUseBy: inUseBy(room, visitId, who, own) }
      const next = work.must(advanceForm(definition, form.state, event))
      if (next !== form.state) {
        if (own.type === 'edited') {
          // Not the work's effect but a glance at it: harmless when the work runs twice.
          room.announce([aheadOf(mine.visit.state, definition, next, mine.side, own.path)])
          told = true
        }
        work.save(form, next, { name: event.type, data: remarkOf(definition, form.state, event) })
        announceForm(work, mine.visit.state, definition, form.state, next)
      }
      return { revision: next.revision }
    }
    try {
      const outcome = await room.house.commit(cause, write)
      kept = outcome.ok
      if (kept && party !== undefined) moveCursors(room, party, who, own)
      return outcome
    } finally {
      if (told && !kept && party !== undefined) room.announce([nothingAhead(party.visit.state, party.side)])
    }
  })

const current =
  ({ house, definitions }: Room): FormHandlers['form.current'] =>
  async ({ visitId }, { actor }) => {
    const visit = await look(house.db, 'visit', visitId)
    const side = visit === null ? null : sideOf(actor, visit)
    const form = side === null ? null : await look(house.db, 'form', visitId)
    const definition = form === null ? null : await definitions(form)
    if (side === null || form === null || definition === null) return refuse('notFound')
    return ok({ definition, form: viewForm(side, form, definition) })
  }

/**
 * The form filled in by two. `announce` tells what is not kept; `holdMs` is how long a cursor without a sign of
 * life keeps its field. No device is connected yet, so a claim that a value was read from a card or scanned is
 * refused `malformed` (FORM-28).
 */
export const createFormHandlers = (
  house: House,
  announce: Room['announce'],
  about: { readonly holdMs?: number } = {},
): FormHandlers => {
  const presence = createPresence({ now: house.now, announce, ...about })
  const room: Room = { house, announce, definitions: createDefinitions(house), presence }
  return {
    ...createPointing(room),
    'form.current': current(room),
    'form.edit': async ({ visitId, path, value, base, edit, source }, asking) =>
      source === 'typed'
        ? change(room, asking, visitId, { type: 'edited', path, value, base, edit, source })
        : refuse('malformed', 'source'),
    'form.undo': ({ visitId, path, edit }, asking) =>
      change(room, asking, visitId, { type: 'undone', path, edit }),
    'form.addRow': ({ visitId, group, row }, asking) =>
      change(room, asking, visitId, { type: 'rowAdded', group, row }),
    'form.removeRow': ({ visitId, group, row }, asking) =>
      change(room, asking, visitId, { type: 'rowRemoved', group, row }),
    'form.control': ({ visitId, control }, asking) =>
      change(room, asking, visitId, { type: control === 'shared' ? 'gaveBack' : 'tookBack' }),
    'form.release': ({ visitId, path, released }, asking) =>
      change(room, asking, visitId, { type: released ? 'released' : 'hidden', path }),
    'form.confirm': ({ visitId, paths, base }, asking) =>
      change(room, asking, visitId, { type: 'confirmed', paths, base }),
  }
}
