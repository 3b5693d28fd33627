import { z } from 'zod'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import { callDueAt } from '@farwindow/shared/call/machine.ts'
import type { CaseState } from '@farwindow/shared/case/machine.ts'
import { caseDueAt } from '@farwindow/shared/case/machine.ts'
import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { FormState } from '@farwindow/shared/form/edit.ts'
import type { IdentityState } from '@farwindow/shared/identity/machine.ts'
import { identityDueAt } from '@farwindow/shared/identity/machine.ts'
import type { KioskState } from '@farwindow/shared/kiosk/kiosk.ts'
import type { Person } from '@farwindow/shared/people/person.ts'
import type { SessionState } from '@farwindow/shared/people/session.ts'
import { sessionDueAt } from '@farwindow/shared/people/session.ts'
import type { SeatState } from '@farwindow/shared/queue/seat.ts'
import { seatDueAt } from '@farwindow/shared/queue/seat.ts'
import type { FileView } from '@farwindow/shared/record/protocol.ts'
import { recordingDueAt } from '@farwindow/shared/recording/machine.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import type { Agreement } from '@farwindow/shared/region/agreement.ts'
import type { Jurisdiction } from '@farwindow/shared/region/jurisdiction.ts'
import type { ServiceWindow } from '@farwindow/shared/region/window.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import { visitDueAt } from '@farwindow/shared/visit/machine.ts'

/** Something an administrator keeps current: it has no life of its own beyond its versions. */
export interface Kept<T> {
  readonly phase: 'current'
  readonly value: T
}

/** An item: `withdrawn` is out of service; what is under way is finished, nothing new begins. */
export interface ItemState {
  readonly phase: 'current' | 'withdrawn'
  readonly value: Item
}

/** A one-time code (its hash is the id): for a phone to join or begin a visit, a guest a call, or to set up an installation. */
export const codeState = z.strictObject({
  phase: z.enum(['open', 'used']),
  purpose: z.enum(['join', 'begin', 'setUp', 'guest']),
  visitId: z.string().optional(),
  callId: z.string().optional(),
  guestId: z.string().optional(),
  jurisdiction: z.string().optional(),
  expiresAt: z.number(),
})
export type CodeState = z.infer<typeof codeState>

/** A stored file: what everyone may know of it, and where its sealed bytes lie. */
export interface FileState extends FileView {
  readonly phase: 'stored' | 'removed'
  readonly key: string
  /** A signature's: the digest of the form's content it was given for. */
  readonly signs?: string
}

/** The wrapped key under which a visit's files are sealed; without it they are noise. */
export interface VaultState {
  readonly phase: 'kept' | 'shredded'
  readonly wrappedKey: string
}

/** What opens a case to a stranger: the hash of its access code, and the sealed code for the receipt. */
export interface ReceiptState {
  readonly phase: 'open'
  readonly reference: string
  readonly visitId: string
  readonly codeHash: string
  /** Sealed with the visit's key: shown again on the applicant's own end page only. */
  readonly sealedCode: string
  readonly failures: number
  readonly lockedUntil: number
}

/** Every kind of subject and the state it has. */
export interface States {
  session: SessionState
  person: Person
  kiosk: KioskState
  code: CodeState
  jurisdiction: Kept<Jurisdiction>
  agreement: Kept<Agreement>
  window: Kept<ServiceWindow>
  item: ItemState
  /** What an item was before its guide or form changed; its id is the form's edition. Never changes. */
  edition: Kept<Item>
  visit: VisitState
  seat: SeatState
  call: CallState
  form: FormState
  identity: IdentityState
  file: FileState
  vault: VaultState
  case: CaseState
  receipt: ReceiptState
  recording: RecordingState
}
export type Kind = keyof States
/**
 * The state of a kind. Not simply `States[K]`: for an open K, what may be assigned to that is the intersection of all
 * states, which grew too large for the compiler; it then lets anything pass for a state, unsaid.
 */
export type State<K extends Kind> = K extends unknown ? States[K] : never

interface KindRules<S> {
  phaseOf(state: S): string
  /** When the subject wants a `due` event. */
  dueAt(state: S): number | null
}

const never = () => null
const phase = (state: { readonly phase: string }): string => state.phase
const timeless = { phaseOf: phase, dueAt: never }

export const kinds: { readonly [K in Kind]: KindRules<State<K>> } = {
  session: { phaseOf: phase, dueAt: sessionDueAt },
  person: timeless,
  kiosk: timeless,
  code: timeless,
  jurisdiction: timeless,
  agreement: timeless,
  window: timeless,
  item: timeless,
  edition: timeless,
  visit: { phaseOf: phase, dueAt: visitDueAt },
  seat: { phaseOf: phase, dueAt: seatDueAt },
  call: { phaseOf: phase, dueAt: callDueAt },
  form: timeless,
  identity: { phaseOf: phase, dueAt: identityDueAt },
  file: timeless,
  vault: timeless,
  case: { phaseOf: phase, dueAt: caseDueAt },
  receipt: timeless,
  recording: { phaseOf: phase, dueAt: recordingDueAt },
}
