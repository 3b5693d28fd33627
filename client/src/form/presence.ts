import type { Pointing } from '@farwindow/shared/form/protocol.ts'
import type { StoreApi } from 'zustand/vanilla'
import { newestOnly } from '../latest.ts'
import type { Link } from '../link.ts'
import type { FormFacts, FormSide } from './facts.ts'

/** Where one looks and points. */
export type FormPlace = Pick<Pointing, 'page' | 'scroll' | 'glow' | 'pointer'>

/** Where the two of them are in the form: the field with each one's cursor, and where each looks and points. */
export interface Presence {
  /** The cursor is in this field now, or in none. */
  focus(path: string | null): void
  /** Tells the desk again where the cursor is, if it is anywhere. */
  tellAgain(): void
  /** Shows the other side where one is. As often as one likes: only the newest is sent. */
  point(place: FormPlace): void
  close(): void
}

/** What presence needs of the store. */
export interface PresenceWays {
  readonly link: Link
  readonly side: FormSide
  readonly visitId: () => string
  readonly state: StoreApi<FormFacts>
}

export const createPresence = ({ link, side, visitId, state }: PresenceWays): Presence => {
  const { getState: get, setState: set } = state
  const tellFocus = newestOnly((path: string | null) =>
    link.ask('form.focus', { visitId: visitId(), path }, { patienceMs: 2_000 }),
  )
  const tellPlace = newestOnly((place: FormPlace) =>
    link.ask('form.point', { visitId: visitId(), ...place }, { patienceMs: 0 }),
  )
  const isOthers = (told: { readonly side: FormSide; readonly visitId: string }): boolean =>
    told.side !== side && told.visitId === visitId()
  const stops = [
    link.on('form.focus', (told) => {
      if (isOthers(told)) set({ othersField: told.path })
    }),
    link.on('form.pointed', (told) => {
      if (isOthers(told)) set({ other: told })
    }),
  ]
  return {
    focus: (path) => {
      const { focused, left } = get()
      const leaves = focused !== null && focused !== path
      set({ focused: path, left: leaves ? new Set([...left, focused]) : left })
      tellFocus(path)
    },
    tellAgain: () => {
      const { focused } = get()
      if (focused !== null) tellFocus(focused)
    },
    point: tellPlace,
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
