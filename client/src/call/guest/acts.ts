import type { GuestKind } from '@farwindow/shared/call/guest.ts'
import type { Colleague } from '@farwindow/shared/call/guestprotocol.ts'
import type { Output } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { CallStore } from '../store.ts'
import type { Link } from '../../link.ts'

export type Invitation = Output<'guest.invite'>

/** What applicant and clerk do about guests of their call. */
export interface GuestActs {
  allow(guestId: string, agreed: boolean): Promise<Outcome<object>>
  remove(guestId: string): Promise<Outcome<object>>
  admit(guestId: string): Promise<Outcome<object>>
  /** Somebody from outside: the answer has the code. */
  invite(kind: Extract<GuestKind, 'helper' | 'interpreter'>): Promise<Outcome<Invitation>>
  inviteColleague(colleague: Colleague): Promise<Outcome<Invitation>>
  colleagues(): Promise<readonly Colleague[]>
}

export const createGuestActs = (link: Link, call: CallStore): GuestActs => {
  const callId = (): string => call.state.getState().call?.id ?? ''
  return {
    allow: (guestId, agreed) => link.ask('guest.allow', { callId: callId(), guestId, agreed }),
    remove: (guestId) => link.ask('guest.remove', { callId: callId(), guestId }),
    admit: (guestId) => link.ask('guest.admit', { callId: callId(), guestId }),
    invite: (kind) => link.ask('guest.invite', { callId: callId(), kind }),
    inviteColleague: ({ kind, personId }) => link.ask('guest.invite', { callId: callId(), kind, personId }),
    colleagues: async () => {
      const outcome = await link.ask('guest.colleagues', {})
      return outcome.ok ? outcome.value.colleagues : []
    },
  }
}
