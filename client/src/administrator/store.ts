import type { Item } from '@farwindow/shared/catalogue/item.ts'
import type { KeptItem } from '@farwindow/shared/catalogue/protocol.ts'
import type { KioskView } from '@farwindow/shared/kiosk/protocol.ts'
import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import type { Input, Output, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'

export type Overview = Output<'region.overview'>
export type IssuedCode = Output<'kiosk.add'>
export type Invitation = Output<'visit.invite'>
type Saved = Promise<Outcome<{ readonly version: number }>>

/** Null: not told yet. */
export interface OfficeState {
  readonly overview: Overview | null
  readonly items: readonly KeptItem[] | null
  readonly people: readonly StaffMember[] | null
  readonly kiosks: readonly KioskView[] | null
}

export interface OfficeStore {
  readonly state: StoreApi<OfficeState>
  /** Reads everything anew. */
  refresh(): Promise<void>
  /** Kiosks come and go without a notice: whoever shows them asks now and then. */
  refreshKiosks(): Promise<void>
  saveJurisdiction(input: Input<'region.saveJurisdiction'>): Saved
  saveWindow(input: Input<'region.saveWindow'>): Saved
  saveAgreement(input: Input<'region.saveAgreement'>): Saved
  /** One whole item to be changed. */
  editItem(code: string): Promise<Outcome<Versioned<Item>>>
  saveItem(input: Input<'catalogue.saveItem'>): Saved
  setService(input: Input<'catalogue.setService'>): Saved
  savePerson(input: Input<'people.save'>): Saved
  addKiosk(input: Input<'kiosk.add'>): Promise<Outcome<IssuedCode>>
  issueCode(kioskId: string): Promise<Outcome<IssuedCode>>
  revokeKiosk(kioskId: string): Promise<Outcome<object>>
  invite(): Promise<Outcome<Invitation>>
}

/**
 * Everything the administrator keeps. Each change is asked of the server, then what stands there is read anew;
 * `changed` is called then, for what else shows it.
 */
export const createOffice = (link: Link, changed: () => Promise<void>): OfficeStore => {
  const state = createStore<OfficeState>(() => ({ overview: null, items: null, people: null, kiosks: null }))

  const loadKiosks = async (): Promise<void> => {
    const outcome = await link.ask('kiosk.list', {})
    if (outcome.ok) state.setState({ kiosks: outcome.value.kiosks })
  }
  const refresh = async (): Promise<void> => {
    const [overview, items, people] = await Promise.all([
      link.ask('region.overview', {}),
      link.ask('catalogue.overview', {}),
      link.ask('people.list', {}),
      loadKiosks(),
    ])
    state.setState({
      ...(overview.ok ? { overview: overview.value } : {}),
      ...(items.ok ? { items: items.value.items } : {}),
      ...(people.ok ? { people: people.value.people } : {}),
    })
  }
  const change = async <N extends RequestName>(name: N, input: Input<N>): Promise<Outcome<Output<N>>> => {
    const outcome = await link.ask(name, input)
    if (outcome.ok) await Promise.all([refresh(), changed()])
    return outcome
  }

  link.onFresh(() => void refresh())

  return {
    state,
    refresh,
    refreshKiosks: loadKiosks,
    saveJurisdiction: (input) => change('region.saveJurisdiction', input),
    saveWindow: (input) => change('region.saveWindow', input),
    saveAgreement: (input) => change('region.saveAgreement', input),
    editItem: async (code) => {
      const outcome = await link.ask('catalogue.edit', { code })
      return outcome.ok ? { ok: true, value: outcome.value.item } : outcome
    },
    saveItem: (input) => change('catalogue.saveItem', input),
    setService: (input) => change('catalogue.setService', input),
    savePerson: (input) => change('people.save', input),
    addKiosk: (input) => change('kiosk.add', input),
    issueCode: (kioskId) => change('kiosk.issueCode', { kioskId }),
    revokeKiosk: (kioskId) => change('kiosk.revoke', { kioskId }),
    invite: () => link.ask('visit.invite', {}),
  }
}
