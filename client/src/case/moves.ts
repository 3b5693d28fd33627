import type { CaseSummary } from '@farwindow/shared/case/sight.ts'

export type Phase = CaseSummary['phase']

/** What a reviewer can do with a case besides asking for corrections. */
export const moves = ['accept', 'transfer', 'begin', 'approve', 'issue', 'refuse'] as const
export type Move = (typeof moves)[number]

const from: Readonly<Record<Phase, readonly Move[]>> = {
  received: ['accept', 'refuse'],
  accepted: ['transfer'],
  transferred: ['begin'],
  deciding: ['approve', 'refuse'],
  correcting: [],
  approved: ['issue'],
  issued: [],
  refused: [],
  withdrawn: [],
}

/** The steps that can be taken now, the usual one first (CASE-1). */
export const movesFrom = (phase: Phase): readonly Move[] => from[phase]

/** Whether it is the office's turn before the decision, so that something may be asked of the applicant (CASE-5). */
export const mayAskCorrection = (phase: Phase): boolean =>
  phase === 'received' || phase === 'accepted' || phase === 'transferred' || phase === 'deciding'

const dayMs = 86_400_000

/** Whole days until the decision is due; negative once it has passed, null without a deadline. */
export const daysLeft = ({ decideBy }: Pick<CaseSummary, 'decideBy'>, now: number): number | null =>
  decideBy === undefined ? null : Math.floor((decideBy - now) / dayMs)
