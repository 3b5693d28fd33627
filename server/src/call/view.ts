import { ringMs, wayOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import type { CallerView, CallView } from '@farwindow/shared/call/protocol.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'

/** A call as both ends see it. */
export const viewCall = (state: CallState): CallView => ({
  id: state.id,
  visitId: state.visitId,
  phase: state.phase,
  clerkId: state.clerkId,
  jurisdiction: state.jurisdiction,
  ...(state.item === undefined ? {} : { item: state.item }),
  offeredAt: state.offeredAt,
  ...(state.phase === 'ringing' ? { expiresAt: state.offeredAt + ringMs } : {}),
  ...('answeredAt' in state && state.answeredAt !== undefined ? { answeredAt: state.answeredAt } : {}),
  ...(state.phase === 'ended' ? { endedAt: state.endedAt, reason: state.reason } : {}),
  ...(state.phase === 'ended' ? {} : { route: wayOf(state) }),
  away:
    state.phase === 'active'
      ? [
          ...(state.applicantAwayAt === undefined ? [] : (['applicant'] as const)),
          ...(state.clerkAwayAt === undefined ? [] : (['clerk'] as const)),
        ]
      : [],
})

/** Who calls, for the ringing screen. */
export const viewCaller = (visit: VisitState): CallerView => ({
  visitId: visit.id,
  from: visit.from,
  place: visit.place,
  language: visit.language,
  ...(visit.item === undefined ? {} : { item: visit.item }),
  queuedAt: ('queuedAt' in visit ? visit.queuedAt : undefined) ?? visit.openedAt,
})
