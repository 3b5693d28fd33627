import type { Actor } from '@farwindow/shared/people/role.ts'
import type { Audience } from '../store/announcement.ts'
import type { HandlersOf } from '../handler.ts'
import type { Database } from '../store/database.ts'
import { look } from '../store/list.ts'
import type { Exchange } from './exchange.ts'

/**
 * The exchange knows people, not browsers: an applicant who goes on by phone is the same one (`visit:…`), and a
 * clerk who signs in anew is the same one (`person:…`).
 */
const partyKey = (actor: Actor): string =>
  actor.visitId === undefined ? `person:${actor.personId ?? actor.sessionId}` : `visit:${actor.visitId}`

/** Who hears what the exchange tells a party. */
export const audienceOf = (party: string): Audience =>
  party.startsWith('visit:') ? { visitId: party.slice(6) } : { personId: party.slice(7) }

/** Whether a party still has use for media: its visit goes on, or it has a seat. */
export const isCurrent = async (db: Database, party: string): Promise<boolean> => {
  const { visitId, personId } = { visitId: undefined, personId: undefined, ...audienceOf(party) }
  if (visitId !== undefined) return ((await look(db, 'visit', visitId))?.phase ?? 'ended') !== 'ended'
  return personId !== undefined && ((await look(db, 'seat', personId))?.phase ?? 'off') !== 'off'
}

/**
 * The exchange’s requests as handlers of the gateway. `nearOf` names the placement key of whoever asks: the
 * deciding jurisdiction, so that both sides of a call sit on one worker.
 */
export function mediaHandlers(
  { requests }: Exchange,
  nearOf: (actor: Actor) => Promise<string | undefined>,
): HandlersOf<'media'> {
  return {
    'media.open': async (_, { actor }) => {
      const near = await nearOf(actor)
      return requests['media.open'](partyKey(actor), near === undefined ? {} : { near })
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
    'media.probe': (input, { actor }) => requests['media.probe'](partyKey(actor), input),
    'media.probed': (input, { actor }) => requests['media.probed'](partyKey(actor), input),
    'media.close': (input, { actor }) => requests['media.close'](partyKey(actor), input),
  }
}
