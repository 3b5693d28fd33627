import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Side } from '@farwindow/shared/call/machine.ts'
import { wayOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import type { IceServer } from '@farwindow/shared/call/media.ts'
import { applicantParty, staffParty } from '@farwindow/shared/call/party.ts'
import type { Actor } from '@farwindow/shared/people/role.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { HandlersOf } from '../handler.ts'
import type { Announce, Audience } from '../store/announcement.ts'
import type { Changed } from '../store/commit.ts'

/** A call that goes from browser to browser, and the newest page of each side. */
interface DirectCall {
  readonly callId: string
  readonly visitId: string
  readonly clerkId: string
  live: boolean
  readonly ends: Partial<Record<Side, string>>
}

/** Two offers, their answers and some thirty candidates make a connection; this is several of them, again and again. */
const limits = { points: 240, duration: 10 }

export interface DirectOptions {
  readonly announce: Announce
  /** STUN and TURN servers for a party’s browser: the same as for a media host. */
  readonly iceServers: (party: string) => readonly IceServer[]
}

/**
 * Calls whose two browsers talk without a media host (DIRECT-3 …). It follows committed calls, knows the two ends of
 * each, and passes on what they say. Nothing of it is kept: pages that come back name their ends again.
 */
export const openDirect = ({ announce, iceServers }: DirectOptions) => {
  const calls = new Map<string, DirectCall>()
  const limiter = new RateLimiterMemory(limits)

  const pagesOf = (call: DirectCall, side: Side): Audience =>
    side === 'applicant' ? { visitId: call.visitId } : { personId: call.clerkId }
  const both = (call: DirectCall): Audience[] => [pagesOf(call, 'applicant'), pagesOf(call, 'clerk')]

  /** Nobody else’s call is there: guessing ids tells nothing. */
  const own = (actor: Actor, callId?: string): { call: DirectCall; side: Side } | null => {
    const isTheirs = (call: DirectCall): boolean =>
      actor.role === 'clerk' ? call.clerkId === actor.personId : call.visitId === actor.visitId
    const call = callId === undefined ? [...calls.values()].find(isTheirs) : (calls.get(callId) ?? undefined)
    if (call === undefined || !isTheirs(call)) return null
    return { call, side: actor.role === 'clerk' ? 'clerk' : 'applicant' }
  }

  const follow = (state: CallState): void => {
    const known = calls.get(state.id)
    if (state.phase === 'ended' || wayOf(state) === 'sfu') {
      if (known === undefined) return
      calls.delete(state.id)
      const data = { callId: state.id, ended: state.phase === 'ended' }
      return announce([{ name: 'direct.over', data, to: both(known) }])
    }
    const live = state.phase === 'active'
    if (known?.live === live) return
    const { id: callId, visitId, clerkId } = state
    const call = known ?? { callId, visitId, clerkId, live, ends: {} }
    call.live = live
    calls.set(callId, call)
    announce([{ name: 'direct.wanted', data: { callId, live }, to: both(call) }])
  }

  const handlers: Omit<HandlersOf<'direct'>, 'direct.leave'> = {
    'direct.current': async (_input, { actor }) => {
      const mine = own(actor)
      return ok({ call: mine === null ? null : { callId: mine.call.callId, live: mine.call.live } })
    },
    'direct.join': async ({ callId, endId }, { actor }) => {
      const mine = own(actor, callId)
      if (mine === null) return refuse('notFound')
      const { call, side } = mine
      call.ends[side] = endId
      const { applicant, clerk } = call.ends
      if (applicant !== undefined && clerk !== undefined)
        announce([{ name: 'direct.paired', data: { callId, applicant, clerk }, to: both(call) }])
      const [visitor, staff] = [applicantParty(call.visitId), staffParty(call.clerkId)]
      const [mineParty, other] = side === 'applicant' ? [visitor, staff] : [staff, visitor]
      return ok({ initiates: side === 'clerk', other, iceServers: [...iceServers(mineParty)] })
    },
    'direct.signal': async ({ callId, from, to, signal }, { actor }) => {
      const mine = own(actor, callId)
      if (mine === null) return refuse('notFound')
      const { call, side } = mine
      const other = side === 'clerk' ? 'applicant' : 'clerk'
      if (call.ends[side] !== from || call.ends[other] !== to) return refuse('wrongState', 'ends')
      const isMuch = await limiter.consume(`${callId} ${side}`).then(
        () => false,
        () => true,
      )
      if (isMuch) return refuse('tooMany')
      announce([{ name: 'direct.signalled', data: { callId, from, to, signal }, to: [pagesOf(call, other)] }])
      return ok({})
    },
  }

  return {
    handlers,
    learn: (changed: readonly Changed[]): void => {
      for (const change of changed) if (change.kind === 'call') follow(change.state)
    },
    /** After a restart: the calls that go on; their browsers are still connected, and name their ends again. */
    recover: (open: readonly { readonly state: CallState }[]): void =>
      open.forEach(({ state }) => follow(state)),
  }
}
