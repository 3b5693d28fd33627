import type { KioskView } from '@farwindow/shared/kiosk/protocol.ts'
import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import type { Input, Output, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

export type Overview = Output<'region.overview'>
export type IssuedCode = Output<'kiosk.add'>
export type Invitation = Output<'visit.invite'>

/** Null: not told yet. */
export interface OfficeState {
  readonly overview: Overview | null
  readonly people: readonly StaffMember[] | null
  readonly kiosks: readonly KioskView[] | null
}

export interface OfficeStore {
  readonly state: StoreApi<OfficeState>
  /** Kiosks come and go without a notice: whoever shows them asks now and then. */
  refreshKiosks(): Promise<void>
  saveWindow(input: Input<'region.saveWindow'>): Promise<Outcome<object>>
  saveAgreement(input: Input<'region.saveAgreement'>): Promise<Outcome<object>>
  savePerson(input: Input<'people.save'>): Promise<Outcome<object>>
  addKiosk(input: Input<'kiosk.add'>): Promise<Outcome<IssuedCode>>
  issueCode(kioskId: string): Promise<Outcome<IssuedCode>>
  revokeKiosk(kioskId: string): Promise<Outcome<object>>
  invite(): Promise<Outcome<Invitation>>
}

/** Everything the administrator keeps. Each change is asked of the server, then what stands there is read anew. */
export const createOffice = (link: Link): OfficeStore => {
  const state = createStore<OfficeState>(() => ({ overview: null, people: null, kiosks: null }))

  const loadKiosks = async (): Promise<void> => {
    const outcome = await link.ask('kiosk.list', {})
    if (outcome.ok) state.setState({ kiosks: outcome.value.kiosks })
  }
  const refresh = async (): Promise<void> => {
    const [overview, people] = await Promise.all([
      link.ask('region.overview', {}),
      link.ask('people.list', {}),
      loadKiosks(),
    ])
    if (overview.ok) state.setState({ overview: overview.value })
    if (people.ok) state.setState({ people: people.value.people })
  }
  const change = async <N extends RequestName>(name: N, input: Input<N>): Promise<Outcome<Output<N>>> => {
    const outcome = await link.ask(name, input)
    if (outcome.ok) await refresh()
    return outcome
  }

  link.onFresh(() => void refresh())

  return {
    state,
    refreshKiosks: loadKiosks,
    saveWindow: (input) => change('region.saveWindow', input),
    saveAgreement: (input) => change('region.saveAgreement', input),
    savePerson: (input) => change('people.save', input),
    addKiosk: (input) => change('kiosk.add', input),
    issueCode: (kioskId) => change('kiosk.issueCode', { kioskId }),
    revokeKiosk: (kioskId) => change('kiosk.revoke', { kioskId }),
    invite: () => link.ask('visit.invite', {}),
  }
}
