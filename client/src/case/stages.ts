import type { ProgressView } from '@farwindow/shared/case/sight.ts'

/** `waits`: the applicant's turn, the office's clock stands still. */
export type StageState = 'done' | 'now' | 'waits' | 'todo' | 'never'

export interface StageLine {
  readonly stage: ProgressView['stages'][number]['stage']
  readonly state: StageState
  readonly at: number | null
}

/**
 * 收 受 转 办 发 as the applicant reads them: what is done, what goes on, what comes, and after a refusal or a
 * withdrawal what will not come any more. A stage that was passed over (decided without being passed on) is done.
 */
export const stageLines = ({
  stages,
  phase,
}: Pick<ProgressView, 'stages' | 'phase'>): readonly StageLine[] => {
  const last = stages.findLastIndex(({ at }) => at !== null)
  const isOver = phase === 'refused' || phase === 'withdrawn'
  const stateAt = (index: number): StageState => {
    if (index <= last) return 'done'
    if (isOver) return 'never'
    if (index > last + 1) return 'todo'
    return phase === 'correcting' ? 'waits' : 'now'
  }
  return stages.map(({ stage, at }, index) => ({ stage, at, state: stateAt(index) }))
}
