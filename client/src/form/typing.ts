import type { FieldValue } from '@farwindow/shared/form/value.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'
import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import type { Link } from '../link.ts'
import type { TellRefusal } from './acts.ts'
import { stillOwn } from './own.ts'
import type { OwnEdit, OwnEdits } from './own.ts'

/** One's own keystrokes, each from its field until the desk's form has it. */
export interface Typing {
  /** Those that stand over the desk's form by now. */
  edits(): OwnEdits
  /** Shows a value at once and sends it at once. */
  type(path: string, value: FieldValue): void
  /** The desk's form has changed: what it shows back, or has passed by, stands over it no longer. */
  settle(whole: boolean): void
  /** Sends again what broke off under way; while the line is broken, nothing. */
  resend(): void
  forget(): void
}

/** What typing needs of the store. */
export interface TypingWays {
  readonly link: Link
  readonly visitId: () => string
  readonly server: () => FormView | null
  readonly setRefusal: TellRefusal
  readonly onChange: () => void
}

const resendMs = { first: 200, most: 2_000 }
const isPassing = ({ code }: Refusal): boolean => code === 'unavailable' || code === 'tooMany'
/** Refused for what was typed, not for when: it stays in the field so that it can be mended. */
const keepsTyped = ({ code }: Refusal): boolean => code === 'malformed' || code === 'tooLarge'

export const createTyping = ({ link, visitId, server, setRefusal, onChange }: TypingWays): Typing => {
  let own: OwnEdits = new Map()
  let retry: ReturnType<typeof setTimeout> | undefined
  let waitMs = resendMs.first

  const put = (path: string, edit: OwnEdit | null): void => {
    const next = new Map(own)
    if (edit === null) next.delete(path)
    else next.set(path, edit)
    own = next
  }
  const settle = (whole: boolean): void => {
    const form = server()
    if (form !== null) own = stillOwn(form, own, whole)
  }

  const resend = (): void => {
    clearTimeout(retry)
    if (link.state.getState().phase !== 'online') return
    for (const [path, edit] of own) {
      if (!edit.waits) continue
      put(path, { ...edit, waits: false })
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
    const { value, edit } = sent
    const base = server()?.values[path]?.revision ?? 0
    const input = { visitId: visitId(), path, value, base, edit, source: 'typed' } as const
    const outcome = await link.ask('form.edit', input, { patienceMs: 0 })
    const now = own.get(path)
    // Passed over: the form was left, or a newer keystroke's own answer counts.
    if (now?.edit !== edit) return
    if (outcome.ok) {
      waitMs = resendMs.first
      put(path, { ...now, revision: outcome.value.revision })
      settle(true)
    } else if (isPassing(outcome.refusal)) {
      put(path, { ...now, waits: true })
      resendLater()
    } else {
      if (!keepsTyped(outcome.refusal)) put(path, null)
      setRefusal(path, outcome.refusal)
    }
    onChange()
  }

  return {
    edits: () => own,
    type: (path, value) => {
      // Behind one that is to be sent again: it goes along with it.
      const waits = own.get(path)?.waits ?? false
      put(path, { value, edit: crypto.randomUUID(), at: Date.now(), revision: null, waits })
      setRefusal(path, null)
      onChange()
      if (!waits) void send(path)
    },
    settle,
    resend,
    forget: () => {
      clearTimeout(retry)
      own = new Map()
    },
  }
}
