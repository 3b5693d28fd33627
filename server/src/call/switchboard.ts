import { guestsOf, wayOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import { applicantParty, guestParty, staffParty } from '@farwindow/shared/call/party.ts'
import type { Logger } from 'pino'
import type { Changed } from '../store/commit.ts'
import type { Exchange } from './exchange.ts'

/** A host out of our reach may still serve: what it shows stays so long, until the browsers see each other directly. */
const takeDownMs = 5_000
/** Who may be seen and heard in a call now: its two sides, and the guests who were let in (GUEST-3). */
const partiesOf = (call: CallState): string[] => [
  applicantParty(call.visitId),
  staffParty(call.clerkId),
  ...guestsOf(call).flatMap((one) => (one.phase === 'present' ? [guestParty(call.id, one)] : [])),
]

/** Puts media through as calls go: the committed state of a call is the only thing it obeys (MEDIA: nothing before the answer). */
export const createSwitchboard = (exchange: Exchange, log: Logger) => {
  /** Calls whose browsers talk without us (DIRECT-2), and what will take their way over us down. */
  const direct = new Map<string, NodeJS.Timeout | undefined>()

  const forget = (id: string): boolean => {
    clearTimeout(direct.get(id))
    return direct.delete(id)
  }
  const goDirect = async (id: string, live: boolean): Promise<void> => {
    if (direct.has(id)) return
    if (!live) {
      direct.set(id, undefined)
      return exchange.end(id)
    }
    const end = (): void =>
      void exchange.end(id).catch((error: unknown) => log.error({ err: error }, 'a way was not taken down'))
    direct.set(id, setTimeout(end, takeDownMs).unref())
  }

  const put = async (call: CallState): Promise<void> => {
    const { id, phase } = call
    if (phase === 'ended') {
      forget(id)
      return exchange.end(id)
    }
    if (wayOf(call) === 'direct') return goDirect(id, phase === 'active')
    const prepared = exchange.warm(id, ...partiesOf(call))
    // What comes back to us is prepared first; what rang is prepared already, and an answer waits for nothing.
    if (forget(id)) await prepared
    if (phase === 'active') await exchange.answer(id)
    await prepared
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
        // A desk that has just started has prepared nothing, and takes nothing down later.
        forget(state.id)
        direct.set(state.id, undefined)
        await put(state)
      }
    },
  }
}
