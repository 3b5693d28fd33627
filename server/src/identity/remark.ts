import type { IdentityEvent, IdentityState } from '@farwindow/shared/identity/machine.ts'
import { maskNumber } from '@farwindow/shared/identity/view.ts'

/** What the record keeps of an event beside who and when: of the document's number the last four signs only. */
export const remarkOf = (event: IdentityEvent, next: IdentityState): object => {
  switch (event.type) {
    case 'documentGiven':
    case 'cardRead':
      return { number: maskNumber(event.number) }
    case 'stepNotPerformed':
      return { step: event.step, why: event.why }
    case 'stillTaken':
      return { step: event.step, fileId: event.fileId }
    case 'questionAsked':
      return { topic: event.topic, satisfied: event.satisfied }
    case 'cueShown':
      return next.phase === 'cue' ? { id: event.id, cue: next.cue.cue } : {}
    case 'cueMarked':
      return { id: event.id, seen: event.seen }
    case 'accepted':
      return { note: event.note }
    case 'rejected':
      return { reason: event.reason, note: event.note }
    case 'due':
    case 'callEnded':
    case 'consented':
    case 'declined':
      return { phase: next.phase }
  }
}
