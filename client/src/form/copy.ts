import { applyChange } from '@farwindow/shared/form/change.ts'
import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FormAhead, FormChange } from '@farwindow/shared/form/protocol.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import type { Link } from '../link.ts'

/** The desk's form as this page knows it: asked for whole, and kept up by what is told. */
export interface Copy {
  /** As it is written down; null while nothing is known. */
  server(): FormView | null
  /** With what the other side types and is yet to be written down (FORM-32). */
  seen(): FormView | null
  refresh(): Promise<void>
  /** The line broke: whether what was only ahead is written down is told, or asked, when it is back. */
  dropAhead(): void
  forget(): void
  close(): void
}

/** What a form's copy needs of the store. */
export interface CopyWays {
  readonly link: Link
  readonly visitId: () => string
  /** Aborted when the form of the moment is left. */
  readonly over: () => AbortSignal
  /** It is here whole; `isOther`: and it is not the one from before. */
  readonly onLoaded: (definition: FormDefinition, isOther: boolean) => void
  readonly onAbsent: () => void
  /** `whole` false: a notice before this one went missing. */
  readonly onChanged: (before: FormView, now: FormView, whole: boolean) => void
  readonly onAhead: () => void
}

export const createCopy = ({
  link,
  visitId,
  over,
  onLoaded,
  onAbsent,
  onChanged,
  onAhead,
}: CopyWays): Copy => {
  let server: FormView | null = null
  let ahead: FormAhead | null = null

  const put = (now: FormView): void => {
    server = now
    if (ahead !== null && ahead.revision <= now.revision) ahead = null
  }

  const refresh = async (): Promise<void> => {
    const left = over()
    const outcome = await link.ask('form.current', { visitId: visitId() })
    if (left.aborted) return
    if (!outcome.ok) {
      if (outcome.refusal.code === 'notFound') onAbsent()
      return
    }
    const { definition, form } = outcome.value
    const isOther = server?.definition !== form.definition || server.openedAt !== form.openedAt
    if (isOther || server === null || form.revision >= server.revision) put(form)
    onLoaded(definition, isOther)
  }

  const hear = (change: FormChange): void => {
    const before = server
    if (before === null || change.visitId !== visitId() || change.revision <= before.revision) return
    const now = applyChange(before, change)
    const whole = change.revision === before.revision + 1
    put(now)
    onChanged(before, now, whole)
    // What the missing notice said is asked for.
    if (!whole) void refresh()
  }
  const hearAhead = (told: FormAhead): void => {
    if (told.visitId !== visitId()) return
    ahead = server !== null && told.revision <= server.revision ? null : told
    onAhead()
  }
  const stops = [
    link.onFresh(() => {
      if (visitId() !== '') void refresh()
    }),
    link.on('form.changed', hear),
    link.on('form.ahead', hearAhead),
  ]

  const forget = (): void => {
    server = null
    ahead = null
  }
  return {
    server: () => server,
    seen: () => (server === null || ahead === null ? server : applyChange(server, ahead)),
    refresh,
    dropAhead: () => {
      if (ahead === null) return
      ahead = null
      onAhead()
    },
    forget,
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
