import { advanceIdentity, newIdentity } from '@farwindow/shared/identity/machine.ts'
import type { IdentityEvent, IdentityState } from '@farwindow/shared/identity/machine.ts'
import { scripts } from '@farwindow/shared/identity/script.ts'
import type { Device, ScriptName } from '@farwindow/shared/identity/script.ts'
import { valueOf } from './outcome.ts'

export const start = Date.UTC(2026, 10, 20, 2)
export const mine = '11010519491231002X'
export const other = '440524188001010014'

export const begin = (script: ScriptName, devices: readonly Device[] = []): IdentityState =>
  newIdentity(script, { id: 'i1', visitId: 'v1', at: start, devices })

export const advance = (state: IdentityState, event: IdentityEvent) =>
  advanceIdentity(scripts[state.script], state, event)

/** Plays events one second apart; each must be taken. */
export const play = (state: IdentityState, ...events: Step[]): IdentityState =>
  events.reduce((now, event, n) => valueOf(advance(now, { at: start + 1000 * (n + 1), ...event })), state)
/** An event without its time, which `play` gives. */
export type Step = IdentityEvent extends infer E
  ? E extends { at: number }
    ? Omit<E, 'at'> & { at?: number }
    : never
  : never

export const still = (step: 'documentFront' | 'documentBack' | 'face'): Step => ({
  type: 'stillTaken',
  by: 'clerk',
  step,
  fileId: `file-${step}`,
})
export const given = (number: string): Step => ({ type: 'documentGiven', by: 'clerk', number })
export const cue = (id: string): Step => ({ type: 'cueShown', id, random: 0.5 })
export const seen = (id: string): Step => ({ type: 'cueMarked', by: 'clerk', id, seen: true })
export const asked: Step = { type: 'questionAsked', by: 'clerk', topic: 'purpose', satisfied: true }
export const accepted: Step = { type: 'accepted', by: 'clerk', note: '' }
export const rejected: Step = {
  type: 'rejected',
  by: 'clerk',
  reason: 'underPressure',
  note: 'a man speaks for her',
}

export const atKiosk: Step[] = [
  { type: 'consented' },
  given(mine),
  still('documentFront'),
  still('face'),
  cue('c1'),
  seen('c1'),
]
export const onPhone: Step[] = [
  { type: 'consented' },
  given(mine),
  still('documentFront'),
  still('documentBack'),
  still('face'),
  cue('c1'),
  seen('c1'),
  cue('c2'),
  seen('c2'),
  asked,
]
export const late = start + 60_000
