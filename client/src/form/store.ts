import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormAhead, FormChange, Pointing } from '@farwindow/shared/form/protocol.ts'
import type { FieldValue } from '@farwindow/shared/form/value.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import { applyChange } from '@farwindow/shared/form/change.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'
import { newestOnly } from '../latest.ts'
import { stillOwn, withOwn } from './own.ts'
import type { OwnEdit } from './own.ts'

export type FormSide = 'applicant' | 'clerk'

/** The form of one visit as one side has it before them. */
export interface FormFacts {
  readonly visitId: string | null
  /** `absent`: this visit has no form (yet): no item has been chosen. */
  readonly phase: 'none' | 'loading' | 'ready' | 'absent'
  readonly definition: FormDefinition | null
  /** The server's form, with what the other types over it (FORM-32), and one's own latest keystrokes over both. */
  readonly form: FormView | null
  /** Fields whose newest value the server has not confirmed. */
  readonly unsent: ReadonlySet<string>
  /** Why the last thing done at a field or group was refused; gone with the next try there. */
  readonly refusals: Readonly<Record<string, Refusal>>
  /** Fields one has been in and left: what is wrong there may be said. */
  readonly left: ReadonlySet<string>
  /** Pages one has tried to leave as finished: everything missing there may be said. */
  readonly tried: ReadonlySet<string>
  /** The field in which one's own cursor is. */
  readonly focused: string | null
  /** The field in which the other side's cursor is. */
  readonly othersField: string | null
  /** Where the other side looks and points. */
  readonly other: Pointing | null
}

export type FormPlace = Pick<Pointing, 'page' | 'scroll' | 'glow' | 'pointer'>
type Revised = Promise<Outcome<{ revision: number }>>

export interface FormStore {
  readonly state: StoreApi<FormFacts>
  /** Fetches the form of this visit; again when its item has changed. */
  open(visitId: string): Promise<void>
  /** A keystroke: shown at once, sent at once. */
  edit(path: string, value: FieldValue): void
  /** The cursor is in this field now, or in none. */
  focus(path: string | null): void
  /** The page is meant to be finished: from now on everything missing on it is said. */
  tryPage(page: string): void
  undo(path: string): Revised
  addRow(group: string): Revised
  removeRow(group: string, row: string): Revised
  setControl(control: 'shared' | 'applicantOnly'): Revised
  release(path: string, released: boolean): Revised
  /** Confirms what the clerk wrote, as it stands on this screen now. */
  confirm(paths: readonly string[]): Revised
  /** Shows the other side where one is. As often as one likes: only the newest is sent. */
  point(place: FormPlace): void
  /** Forgets everything: the visit is over. */
  reset(): void
  close(): void
}

const nothing: FormFacts = {
  visitId: null,
  phase: 'none',
  definition: null,
  form: null,
  unsent: new Set(),
  refusals: {},
  left: new Set(),
  tried: new Set(),
  focused: null,
  othersField: null,
  other: null,
}

const resendMs = { first: 200, most: 2_000 }
const isPassing = ({ code }: Refusal): boolean => code === 'unavailable' || code === 'tooMany'
/** Refused for what was typed, not for when: it stays in the field so that it can be mended. */
const keepsTyped = ({ code }: Refusal): boolean => code === 'malformed' || code === 'tooLarge'

/** The form store of an applicant's or a clerk's page (FORM-7, FORM-8, FORM-10). */
export const createFormStore = (link: Link, side: FormSide): FormStore => {
  const state = createStore<FormFacts>(() => nothing)
  const { getState: get, setState: set } = state
  let server: FormView | null = null
  /** What the other side types and the server has yet to write down. */
  let ahead: FormAhead | null = null
  let own: ReadonlyMap<string, OwnEdit> = new Map()
  /** Grows with each form opened: answers meant for an earlier one are passed over. */
  let round = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let waitMs = resendMs.first

  const visitId = (): string => get().visitId ?? ''

  const show = (): void => {
    if (server === null) return
    if (ahead !== null && ahead.revision <= server.revision) ahead = null
    const seen = ahead === null ? server : applyChange(server, ahead)
    set({ form: withOwn(seen, own, side), unsent: new Set(own.keys()) })
  }
  const setOwn = (path: string, edit: OwnEdit | null): void => {
    const next = new Map(own)
    if (edit === null) next.delete(path)
    else next.set(path, edit)
    own = next
  }
  const setRefusal = (path: string, why: Refusal | null): void => {
    const { [path]: _former, ...others } = get().refusals
    set({ refusals: why === null ? others : { ...others, [path]: why } })
  }

  const refresh = async (): Promise<void> => {
    const mine = round
    const outcome = await link.ask('form.current', { visitId: visitId() })
    if (mine !== round) return
    if (!outcome.ok) {
      if (outcome.refusal.code === 'notFound') set({ phase: 'absent' })
      return
    }
    const { definition, form } = outcome.value
    const isOther = server?.definition !== form.definition || server.openedAt !== form.openedAt
    if (isOther) own = new Map()
    if (isOther || server === null || form.revision >= server.revision) server = form
    own = stillOwn(server, own, true)
    set({ phase: 'ready', definition })
    show()
  }

  /** FORM-11: taken back, the clerk's cursor only looks. */
  const mayOnlyLook = (): boolean =>
    side === 'clerk' && server?.phase === 'filling' && server.control === 'applicantOnly'

  const hear = (change: FormChange): void => {
    if (server === null || change.visitId !== visitId() || change.revision <= server.revision) return
    const whole = change.revision === server.revision + 1
    const wasShut = mayOnlyLook()
    server = applyChange(server, change)
    // The cursor never left its field, and may hold it again.
    if (wasShut && !mayOnlyLook() && get().focused !== null) tellFocus(get().focused)
    own = stillOwn(server, own, whole)
    show()
    // A notice went missing: what it said is asked for.
    if (!whole) void refresh()
  }

  const hearAhead = (told: FormAhead): void => {
    if (told.visitId !== visitId()) return
    ahead = told
    show()
  }

  const resend = (): void => {
    clearTimeout(retry)
    if (link.state.getState().phase !== 'online') {
      // Whether it was written down is told, or asked, when the line is back.
      if (ahead === null) return
      ahead = null
      return show()
    }
    for (const [path, edit] of own) {
      if (!edit.waits) continue
      setOwn(path, { ...edit, waits: false })
      void send(path)
    }
  }
  const resendLater = (): void => {
    clearTimeout(retry)
    retry = setTimeout(resend, waitMs)
    waitMs = Math.min(resendMs.most, 2 * waitMs)
  }

  const send = async (path: string): Promise<void> => {
    const sent = own.get(path)
    if (sent === undefined) return
    const mine = round
    const { value, edit } = sent
    const base = server?.values[path]?.revision ?? 0
    const input = { visitId: visitId(), path, value, base, edit, source: 'typed' } as const
    const outcome = await link.ask('form.edit', input, { patienceMs: 0 })
    const now = own.get(path)
    // Passed over: another form, or a newer keystroke whose own answer counts.
    if (mine !== round || now?.edit !== edit) return
    if (outcome.ok) {
      waitMs = resendMs.first
      setOwn(path, { ...now, revision: outcome.value.revision })
      if (server !== null) own = stillOwn(server, own, true)
    } else if (isPassing(outcome.refusal)) {
      setOwn(path, { ...now, waits: true })
      resendLater()
    } else {
      if (!keepsTyped(outcome.refusal)) setOwn(path, null)
      setRefusal(path, outcome.refusal)
    }
    show()
  }

  /** Asks; a refusal is shown at the field or group it was about. */
  const act = async (at: string, asking: Revised): Revised => {
    const mine = round
    setRefusal(at, null)
    const outcome = await asking
    if (mine === round && !outcome.ok) setRefusal(at, outcome.refusal)
    return outcome
  }

  const tellFocus = newestOnly((path: string | null) =>
    link.ask('form.focus', { visitId: visitId(), path }, { patienceMs: 2_000 }),
  )
  const tellPlace = newestOnly((place: FormPlace) =>
    link.ask('form.point', { visitId: visitId(), ...place }, { patienceMs: 0 }),
  )
  const stops = [
    link.onFresh(() => {
      if (get().visitId !== null) void refresh()
    }),
    link.state.subscribe(resend),
    link.on('form.changed', hear),
    link.on('form.ahead', hearAhead),
    link.on('form.focus', (told) => {
      if (told.side !== side && told.visitId === visitId()) set({ othersField: told.path })
    }),
    link.on('form.pointed', (told) => {
      if (told.side !== side && told.visitId === visitId()) set({ other: told })
    }),
  ]

  const reset = (): void => {
    round += 1
    clearTimeout(retry)
    server = null
    ahead = null
    own = new Map()
    set(nothing, true)
  }

  return {
    state,
    open: async (id) => {
      if (get().visitId !== id) {
        reset()
        set({ visitId: id, phase: 'loading' })
      }
      await refresh()
    },
    edit: (path, value) => {
      const waits = own.get(path)?.waits ?? false
      setOwn(path, { value, edit: crypto.randomUUID(), at: Date.now(), revision: null, waits })
      setRefusal(path, null)
      show()
      if (!waits) void send(path)
    },
    focus: (path) => {
      const { focused, left } = get()
      const leaves = focused !== null && focused !== path
      set({ focused: path, left: leaves ? new Set([...left, focused]) : left })
      tellFocus(path)
    },
    tryPage: (page) => set({ tried: new Set([...get().tried, page]) }),
    undo: (path) => act(path, link.ask('form.undo', { visitId: visitId(), path, edit: crypto.randomUUID() })),
    addRow: (group) => {
      const row = `r${crypto.randomUUID().slice(0, 13)}`
      return act(group, link.ask('form.addRow', { visitId: visitId(), group, row }))
    },
    removeRow: (group, row) => act(group, link.ask('form.removeRow', { visitId: visitId(), group, row })),
    setControl: (control) => link.ask('form.control', { visitId: visitId(), control }),
    release: (path, released) => act(path, link.ask('form.release', { visitId: visitId(), path, released })),
    confirm: (paths) =>
      act(
        paths[0] ?? '',
        link.ask('form.confirm', { visitId: visitId(), paths: [...paths], base: server?.revision ?? 0 }),
      ),
    point: tellPlace,
    reset,
    close: () => {
      reset()
      for (const stop of stops) stop()
    },
  }
}
