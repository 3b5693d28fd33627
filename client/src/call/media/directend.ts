import type { DirectNotice } from '@farwindow/shared/call/directprotocol.ts'
import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { MediaSignal } from './signal.ts'

type Paired = Extract<DirectNotice, { name: 'direct.paired' }>['data']

/** Whom this end is to be connected with, and how. */
export interface Pair extends Omit<Output<'direct.join'>, 'other'> {
  /** The names of the two ends. */
  readonly own: string
  readonly other: string
  /** Who is at the other one. */
  readonly party: string
}

/** What naming this end needs of the direct way. */
export interface EndWays {
  readonly signal: MediaSignal
  readonly callId: string
  readonly onPaired: (pair: Pair) => void
  /** The desk knows of no such call that goes directly: whether that is the end, after all. */
  readonly isDead: () => boolean
  /** It takes no part any more: another tab of the session does, or the call is over. */
  readonly onStopped: () => void
}

/** This page's end of a direct connection, as the desk knows it: its name, and with whom it is paired. */
export interface DirectEnd {
  id(): string
  phase(): 'open' | 'replaced' | 'closed'
  /** Names this end to the desk, perhaps again. */
  join(): void
  /** The desk told who the two ends are. */
  paired(pair: Paired): void
  /** Takes another name at once, and with it another connection. */
  renew(): void
  /** The same after a while: no time at all first, longer from time to time. */
  renewLater(): void
  /** There is a connection: the next one that fails is replaced at once. */
  succeeded(): void
  close(): void
}

/** A connection that failed is replaced at once; one after the other that fails, less and less often. */
const retryMs = { first: 0, next: 1_000, most: 8_000 }

export function openDirectEnd({ signal, callId, onPaired, isDead, onStopped }: EndWays): DirectEnd {
  let phase: 'open' | 'replaced' | 'closed' = 'open'
  let id = crypto.randomUUID()
  const former = new Set<string>()
  let joined: Output<'direct.join'> | undefined
  let paired: Paired | undefined
  let waitMs = retryMs.first
  let again: ReturnType<typeof setTimeout> | undefined

  const join = async (): Promise<void> => {
    const asked = id
    const outcome = await signal.ask('direct.join', { callId, endId: asked })
    if (phase !== 'open' || asked !== id) return
    if (outcome.ok) joined = outcome.value
    // The call goes another way, or is over; what is still connected goes on until the other end goes.
    else if (outcome.refusal.code === 'notFound') return void (isDead() && stop('closed'))
    else return renewLater()
    pair()
  }

  const renew = (): void => {
    clearTimeout(again)
    again = undefined
    if (phase === 'closed') return
    phase = 'open'
    former.add(id)
    id = crypto.randomUUID()
    joined = undefined
    void join()
  }
  const renewLater = (): void => {
    if (phase !== 'open' || again !== undefined) return
    again = setTimeout(renew, waitMs)
    waitMs = Math.min(retryMs.most, Math.max(retryMs.next, 2 * waitMs))
  }

  const pair = (): void => {
    if (paired === undefined || joined === undefined || phase !== 'open') return
    const { applicant, clerk } = paired
    const [own, other] = joined.initiates ? [clerk, applicant] : [applicant, clerk]
    if (own === id) onPaired({ ...joined, own, other, party: joined.other })
    // A page of the same side has taken over, unless it is our own former name that comes late.
    else if (!former.has(own)) stop('replaced')
  }

  const stop = (how: 'replaced' | 'closed'): void => {
    phase = how
    clearTimeout(again)
    onStopped()
  }

  return {
    id: () => id,
    phase: () => phase,
    join: () => void join(),
    paired: (now) => {
      paired = now
      pair()
    },
    renew,
    renewLater,
    succeeded: () => {
      waitMs = retryMs.first
    },
    close: () => stop('closed'),
  }
}
