import type { Logger } from 'pino'
import type { Changed } from '../store/commit.ts'
import type { Exchange } from './exchange.ts'

/** Puts media through as calls go: the committed state of a call is the only thing it obeys (MEDIA: nothing before the answer). */
export const createSwitchboard = (exchange: Exchange, log: Logger) => {
  const follow = async (change: Changed): Promise<void> => {
    if (change.kind === 'call') {
      const { id, visitId, clerkId, phase } = change.state
      if (phase === 'ringing') await exchange.warm(id, `visit:${visitId}`, `person:${clerkId}`)
      else if (phase === 'active') await exchange.answer(id)
      else await exchange.end(id)
    }
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
    recover: async (
      calls: readonly {
        readonly id: string
        readonly state: { readonly visitId: string; readonly clerkId: string; readonly phase: string }
      }[],
    ): Promise<void> => {
      for (const { id, state } of calls) {
        await exchange.warm(id, `visit:${state.visitId}`, `person:${state.clerkId}`)
        if (state.phase === 'active') await exchange.answer(id)
      }
    },
  }
}
