import type { Announcement } from '../store/announcement.ts'

/** How long a cursor that shows no further sign keeps its field (FORM-26). */
export const holdMs = 6_000

interface Hold {
  readonly who: string
  path: string
  since: number
  ended: Announcement
  readonly timer: NodeJS.Timeout
}

/** Whose cursor is where, in each form. Passing: it lives in memory and is never written down. */
export interface Presence {
  /** The first whose cursor is in this field now. */
  holder(formId: string, path: string): string | undefined
  /** Somebody else whose cursor is in a field below this path (a row). */
  otherBelow(formId: string, path: string, who: string): string | undefined
  /** The cursor of `who` is in this field now; `ended` is announced when no further sign comes. */
  hold(formId: string, who: string, path: string, ended: Announcement): void
  /** `who` types in this field: a sign of life for a cursor that is there. */
  touch(formId: string, who: string, path: string): void
  leave(formId: string, who: string): void
}

/** `expired` is told what to announce for a cursor that was given up. Its timers keep no process alive. */
export const createPresence = (about: {
  readonly now: () => number
  readonly expired: (ended: Announcement) => void
  readonly holdMs?: number
}): Presence => {
  const forms = new Map<string, Map<string, Hold>>()

  const leave: Presence['leave'] = (formId, who) => {
    const holds = forms.get(formId)
    clearTimeout(holds?.get(who)?.timer)
    holds?.delete(who)
    if (holds?.size === 0) forms.delete(formId)
  }

  const begin = (formId: string, who: string, path: string, ended: Announcement): Hold => {
    const timer = setTimeout(() => {
      const last = forms.get(formId)?.get(who)
      leave(formId, who)
      if (last !== undefined) about.expired(last.ended)
    }, about.holdMs ?? holdMs)
    return { who, path, since: about.now(), ended, timer: timer.unref() }
  }

  const holdsOf = (formId: string): Hold[] => [...(forms.get(formId)?.values() ?? [])]

  return {
    holder: (formId, path) =>
      holdsOf(formId)
        .filter((hold) => hold.path === path)
        .sort((one, other) => one.since - other.since)[0]?.who,
    otherBelow: (formId, path, who) =>
      holdsOf(formId).find((hold) => hold.who !== who && hold.path.startsWith(`${path}/`))?.who,
    hold: (formId, who, path, ended) => {
      const held = forms.get(formId)?.get(who)
      if (held === undefined) {
        const holds = forms.get(formId) ?? new Map<string, Hold>()
        forms.set(formId, holds.set(who, begin(formId, who, path, ended)))
        return
      }
      if (held.path !== path) held.since = about.now()
      held.path = path
      held.ended = ended
      held.timer.refresh()
    },
    touch: (formId, who, path) => {
      const held = forms.get(formId)?.get(who)
      if (held?.path === path) held.timer.refresh()
    },
    leave,
  }
}
