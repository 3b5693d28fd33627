import { wayOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import type { Logger } from 'pino'
import type { Changed } from '../store/commit.ts'
import type { Exchange } from './exchange.ts'

/** Puts media through as calls go: the committed state of a call is the only thing it obeys (MEDIA: nothing before the answer). */
export const createSwitchboard = (exchange: Exchange, log: Logger) => {
  /** Calls whose browsers talk without us (DIRECT-2). */
  const direct = new Set<string>()

  const put = async (call: CallState): Promise<void> => {
    const { id, visitId, clerkId, phase } = call
    if (phase === 'ended' || wayOf(call) === 'direct') {
      if (phase === 'ended') direct.delete(id)
      else direct.add(id)
      return exchange.end(id)
    }
    // What comes back to us is prepared first; what rang is prepared already, and an answer waits for nothing.
    if (phase === 'ringing' || direct.delete(id))
      await exchange.warm(id, `visit:${visitId}`, `person:${clerkId}`)
    if (phase === 'active') await exchange.answer(id)
  }

  const follow = async (change: Changed): Promise<void> => {
    if (change.kind === 'call') await put(change.state)
    // Who left gives the connections back; everybody else keeps them warm.
    if (change.kind === 'visit' && change.state.phase === 'ended') await exchange.leave(`visit:${change.id}`)
    if (change.kind === 'seat' && change.state.phase === 'off') await exchange.leave(`person:${change.id}`)
  }
  return {
    learn: (changed: readonly Changed[]): void => {
      for (const change of changed)
        follow(change).catch((error: unknown) => log.error({ err: error }, 'media did not follow a call'))
    },
    /** After a restart: the calls that go on are put through again as soon as their people are back. */
    recover: async (calls: readonly { readonly state: CallState }[]): Promise<void> => {
      for (const { state } of calls) {
        // A desk that has just started has prepared nothing.
        direct.add(state.id)
        await put(state)
      }
    },
  }
}
