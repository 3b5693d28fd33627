import { guestsOf } from '@farwindow/shared/call/machine.ts'
import { applicantParty, outsiderParty, staffParty } from '@farwindow/shared/call/party.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Audience } from '../store/announcement.ts'
import type { HandlersOf } from '../handler.ts'
import type { Database } from '../store/database.ts'
import { look } from '../store/list.ts'
import type { Exchange } from './exchange.ts'
import { callOfColleague } from './guestcall.ts'

/** As whom the exchange knows this actor (see party.ts). */
const partyKey = ({ visitId, callId, guestId, personId, sessionId }: Actor): string => {
  if (visitId !== undefined) return applicantParty(visitId)
  if (callId !== undefined && guestId !== undefined) return outsiderParty(callId, guestId)
  return staffParty(personId ?? sessionId)
}

/** Who hears what the exchange tells a party. */
export const audienceOf = (party: string): Audience => {
  const [kind, id = '', guestId = ''] = party.split(':')
  if (kind === 'visit') return { visitId: id }
  return kind === 'guest' ? { guestId } : { personId: id }
}

/** Whether a party still has use for media: its visit goes on, it has a seat, or it is a guest who has come. */
export const isCurrent = async (db: Database, party: string): Promise<boolean> => {
  const [kind, id = '', guestId = ''] = party.split(':')
  if (kind === 'visit') return ((await look(db, 'visit', id))?.phase ?? 'ended') !== 'ended'
  if (kind === 'guest') {
    const call = await look(db, 'call', id)
    return call !== null && guestsOf(call).some((one) => one.id === guestId)
  }
  if (((await look(db, 'seat', id))?.phase ?? 'off') !== 'off') return true
  return (await callOfColleague(db, id)) !== null
}

/** The placement key of whoever asks: the deciding jurisdiction, so that both sides of a call sit on one worker. */
const nearOf = async (
  db: Database,
  { visitId, callId, jurisdiction }: Actor,
): Promise<string | undefined> => {
  if (callId !== undefined) return (await look(db, 'call', callId))?.jurisdiction
  return visitId === undefined ? jurisdiction : (await look(db, 'visit', visitId))?.to
}

/** The exchange’s requests as handlers of the gateway. */
export const mediaHandlers = (db: Database, { requests }: Exchange): HandlersOf<'media'> => ({
  'media.open': async (_, { actor }) => {
    const party = partyKey(actor)
    // The two sides have their devices warm before a call; a guest has use for media in one only.
    const isSide = actor.role === 'applicant' || actor.role === 'clerk'
    if (!isSide && !(await isCurrent(db, party))) return refuse('wrongState', 'noCall')
    const near = await nearOf(db, actor)
    return requests['media.open'](party, near === undefined ? {} : { near })
  },
  'media.connect': (input, { actor }) => requests['media.connect'](partyKey(actor), input),
  'media.produce': (input, { actor }) => requests['media.produce'](partyKey(actor), input),
  'media.stop': (input, { actor }) => requests['media.stop'](partyKey(actor), input),
  'media.lack': (input, { actor }) => requests['media.lack'](partyKey(actor), input),
  'media.pause': (input, { actor }) => requests['media.pause'](partyKey(actor), input),
  'media.resume': (input, { actor }) => requests['media.resume'](partyKey(actor), input),
  'media.consumed': (input, { actor }) => requests['media.consumed'](partyKey(actor), input),
  'media.current': (input, { actor }) => requests['media.current'](partyKey(actor), input),
  'media.keyFrame': (input, { actor }) => requests['media.keyFrame'](partyKey(actor), input),
  'media.restartIce': (input, { actor }) => requests['media.restartIce'](partyKey(actor), input),
  'media.hears': (input, { actor }) => requests['media.hears'](partyKey(actor), input),
  'media.probe': (input, { actor }) => requests['media.probe'](partyKey(actor), input),
  'media.probed': (input, { actor }) => requests['media.probed'](partyKey(actor), input),
  'media.close': (input, { actor }) => requests['media.close'](partyKey(actor), input),
})
