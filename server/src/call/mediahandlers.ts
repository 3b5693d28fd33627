import type { Actor } from '@farwindow/shared/people/role.ts'
import type { HandlersOf } from '../handler.ts'
import type { Exchange } from './exchange.ts'

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
      return requests['media.open'](actor.sessionId, near === undefined ? {} : { near })
    },
    'media.connect': (input, { actor }) => requests['media.connect'](actor.sessionId, input),
    'media.produce': (input, { actor }) => requests['media.produce'](actor.sessionId, input),
    'media.stop': (input, { actor }) => requests['media.stop'](actor.sessionId, input),
    'media.pause': (input, { actor }) => requests['media.pause'](actor.sessionId, input),
    'media.resume': (input, { actor }) => requests['media.resume'](actor.sessionId, input),
    'media.consumed': (input, { actor }) => requests['media.consumed'](actor.sessionId, input),
    'media.keyFrame': (input, { actor }) => requests['media.keyFrame'](actor.sessionId, input),
    'media.restartIce': (input, { actor }) => requests['media.restartIce'](actor.sessionId, input),
    'media.close': (input, { actor }) => requests['media.close'](actor.sessionId, input),
  }
}
