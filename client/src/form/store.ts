import type { FieldValue } from '@farwindow/shared/form/value.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'
import { createFormActs } from './acts.ts'
import type { FormActs, TellRefusal } from './acts.ts'
import { createCopy } from './copy.ts'
import { noForm } from './facts.ts'
import type { FormFacts, FormSide } from './facts.ts'
import { withOwn } from './own.ts'
import { createPresence } from './presence.ts'
import type { Presence } from './presence.ts'
import { createTyping } from './typing.ts'

export interface FormStore extends FormActs, Pick<Presence, 'focus' | 'point'> {
  readonly state: StoreApi<FormFacts>
  /** Fetches the form of this visit; again when its item has changed. */
  open(visitId: string): Promise<void>
  /** A keystroke: shown at once, sent at once. */
  edit(path: string, value: FieldValue): void
  /** The page is meant to be finished: from now on everything missing on it is said. */
  tryPage(page: string): void
  /** Forgets everything: the visit is over. */
  reset(): void
  close(): void
}

/**
 * The form store of an applicant's or a clerk's page: the desk's form, what the other side types over it, and one's
 * own latest keystrokes over both (FORM-7, FORM-10, FORM-32).
 */
export const createFormStore = (link: Link, side: FormSide): FormStore => {
  const state = createStore<FormFacts>(() => noForm)
  const { getState: get, setState: set } = state
  /** Aborted when the form is left: answers meant for it are passed over. */
  let present = new AbortController()
  const page = { link, visitId: () => get().visitId ?? '', over: () => present.signal }

  const show = (): void => {
    const seen = copy.seen()
    if (seen === null) return
    const own = typing.edits()
    set({ form: withOwn(seen, own, side), unsent: new Set(own.keys()) })
  }
  const setRefusal: TellRefusal = (path, why) => {
    const { [path]: _former, ...others } = get().refusals
    set({ refusals: why === null ? others : { ...others, [path]: why } })
  }
  /** FORM-11: taken back, the clerk's cursor only looks. */
  const mayOnlyLook = (form: FormView): boolean =>
    side === 'clerk' && form.phase === 'filling' && form.control === 'applicantOnly'

  const copy = createCopy({
    ...page,
    onLoaded: (definition, isOther) => {
      if (isOther) typing.forget()
      typing.settle(true)
      set({ phase: 'ready', definition })
      show()
    },
    onAbsent: () => set({ phase: 'absent' }),
    onChanged: (before, now, whole) => {
      // The cursor never left its field, and may hold it again.
      if (mayOnlyLook(before) && !mayOnlyLook(now)) presence.tellAgain()
      typing.settle(whole)
      show()
    },
    onAhead: show,
  })
  const typing = createTyping({ ...page, server: copy.server, setRefusal, onChange: show })
  const presence = createPresence({ ...page, side, state })
  const acts = createFormActs({ ...page, server: copy.server, setRefusal })

  const stopFollowing = link.state.subscribe(() => {
    typing.resend()
    if (link.state.getState().phase !== 'online') copy.dropAhead()
  })

  const reset = (): void => {
    present.abort()
    present = new AbortController()
    copy.forget()
    typing.forget()
    set(noForm, true)
  }

  return {
    ...acts,
    state,
    open: async (id) => {
      if (get().visitId !== id) {
        reset()
        set({ visitId: id, phase: 'loading' })
      }
      await copy.refresh()
    },
    edit: typing.type,
    focus: presence.focus,
    point: presence.point,
    tryPage: (tried) => set({ tried: new Set([...get().tried, tried]) }),
    reset,
    close: () => {
      reset()
      stopFollowing()
      copy.close()
      presence.close()
    },
  }
}
