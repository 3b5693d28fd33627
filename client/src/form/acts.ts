import type { FormView } from '@farwindow/shared/form/view.ts'
import type { Outcome, Refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { Link } from '../link.ts'

type Revised = Promise<Outcome<{ revision: number }>>

/** What one does to a form besides typing. A refusal is shown at the field or group it is about. */
export interface FormActs {
  undo(path: string): Revised
  addRow(group: string): Revised
  removeRow(group: string, row: string): Revised
  /** Shown by whoever asks: it is about the whole form. */
  setControl(control: 'shared' | 'applicantOnly'): Revised
  release(path: string, released: boolean): Revised
  /** Confirms what the clerk wrote, as it stands on this screen now. */
  confirm(paths: readonly string[]): Revised
}

/** Says at a field or group why the last thing done there was refused; null: it is tried anew. */
export type TellRefusal = (path: string, why: Refusal | null) => void

/** What the acts need of the store. */
export interface ActWays {
  readonly link: Link
  readonly visitId: () => string
  /** Aborted when the form of the moment is left. */
  readonly over: () => AbortSignal
  readonly server: () => FormView | null
  readonly setRefusal: TellRefusal
}

export const createFormActs = ({ link, visitId, over, server, setRefusal }: ActWays): FormActs => {
  const shownAt = async (at: string, asking: Revised): Revised => {
    const left = over()
    setRefusal(at, null)
    const outcome = await asking
    if (!left.aborted && !outcome.ok) setRefusal(at, outcome.refusal)
    return outcome
  }
  return {
    undo: (path) =>
      shownAt(path, link.ask('form.undo', { visitId: visitId(), path, edit: crypto.randomUUID() })),
    addRow: (group) => {
      const row = `r${crypto.randomUUID().slice(0, 13)}`
      return shownAt(group, link.ask('form.addRow', { visitId: visitId(), group, row }))
    },
    removeRow: (group, row) => shownAt(group, link.ask('form.removeRow', { visitId: visitId(), group, row })),
    setControl: (control) => link.ask('form.control', { visitId: visitId(), control }),
    release: (path, released) =>
      shownAt(path, link.ask('form.release', { visitId: visitId(), path, released })),
    confirm: (paths) => {
      const base = server()?.revision ?? 0
      return shownAt(
        paths[0] ?? '',
        link.ask('form.confirm', { visitId: visitId(), paths: [...paths], base }),
      )
    },
  }
}
