import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { VisitView } from '@farwindow/shared/visit/protocol.ts'

/** Which screen the applicant is on. */
export type ScreenName =
  | 'start'
  | 'guide'
  | 'check'
  | 'waiting'
  | 'waitingForm'
  | 'waitingPapers'
  | 'call'
  | 'end'

/** What there is to do in the call. */
export type PaneName = 'identity' | 'form' | 'papers' | 'sign' | 'chat' | 'screen'

/** What only this page knows: where the person has gone by themselves. */
export interface Walk {
  /** Before the call. */
  readonly step: 'start' | 'guide' | 'check'
  /** While waiting: what one does meanwhile. */
  readonly meanwhile: 'wait' | 'form' | 'papers'
  /** The office the person chose by themselves; null takes the first that decides the matter. */
  readonly office: string | null
  /** The page of the form one is on; null until it is open. */
  readonly page: string | null
  readonly pane: PaneName
  /** The form turns its pages with the clerk. */
  readonly follows: boolean
  /** Why the last press led nowhere; gone with the next one. */
  readonly refused: Refusal | null
}

export const walkBegins: Walk = {
  step: 'start',
  meanwhile: 'wait',
  office: null,
  page: null,
  pane: 'form',
  follows: false,
  refused: null,
}

/** The step to go on at after a reload: what the server knows is enough to find the way back. */
export const resumedStep = (visit: VisitView | null): Walk['step'] => {
  if (visit === null || visit.to === undefined) return 'start'
  return visit.item === undefined ? 'check' : 'guide'
}

/** Which screen these facts call for. The server's phase decides; within it the person does. */
export const screenOf = (visit: VisitView | null, walk: Walk): ScreenName => {
  switch (visit?.phase) {
    case undefined:
    case 'ended':
      return 'start'
    case 'open':
      return visit.to === undefined ? 'start' : walk.step
    case 'waiting':
    case 'offered': {
      const hasForm = visit.item !== undefined
      if (walk.meanwhile === 'form' && hasForm) return 'waitingForm'
      return walk.meanwhile === 'papers' && hasForm ? 'waitingPapers' : 'waiting'
    }
    case 'served':
      return 'call'
    case 'closing':
      return 'end'
  }
}
