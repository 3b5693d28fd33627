import type { Announcement } from '../store/announcement.ts'

/** How long a cursor that shows no further sign keeps its field (FORM-26). */
export const holdMs = 6_000
/** How long it is remembered where such a cursor stands: typing there again takes the field back. */
const remembersMs = 10 * 60_000

interface Cursor {
  path: string
  /** Since when it has been in this field. */
  since: number
  /** Announced when it gives the field up. */
  ended: Announcement
  holds: boolean
  timer?: NodeJS.Timeout
}

/** Whose cursor is where, in each form. Passing: it lives in memory and is never written down. */
export interface Presence {
  /** The first whose cursor holds this field now. */
  holder(formId: string, path: string): string | undefined
  /** Somebody else whose cursor holds a field below this path (a row). */
  otherBelow(formId: string, path: string, who: string): string | undefined
  /** The cursor of `who` is in this field now; `ended` is announced when no further sign comes. */
  hold(formId: string, who: string, path: string, ended: Announcement): void
  /** `who` types in this field. True when a cursor there had given it up and holds it again. */
  touch(formId: string, who: string, path: string): boolean
  leave(formId: string, who: string): void
}

/** `expired` is told what to announce for a cursor that gave its field up. Timers keep no process alive. */
export const createPresence = (about: {
  readonly now: () => number
  readonly expired: (ended: Announcement) => void
  readonly holdMs?: number
}): Presence => {
  const forms = new Map<string, Map<string, Cursor>>()
  const patienceMs = about.holdMs ?? holdMs

  const leave: Presence['leave'] = (formId, who) => {
    const cursors = forms.get(formId)
    clearTimeout(cursors?.get(who)?.timer)
    cursors?.delete(who)
    if (cursors?.size === 0) forms.delete(formId)
  }

  const wake = (cursor: Cursor, formId: string, who: string): void => {
    clearTimeout(cursor.timer)
    cursor.holds = true
    cursor.timer = setTimeout(() => {
      cursor.holds = false
      cursor.timer = setTimeout(() => leave(formId, who), remembersMs).unref()
      about.expired(cursor.ended)
    }, patienceMs).unref()
  }

  const holding = (formId: string): [string, Cursor][] =>
    [...(forms.get(formId) ?? [])].filter(([, cursor]) => cursor.holds)

  return {
    holder: (formId, path) =>
      holding(formId)
        .filter(([, cursor]) => cursor.path === path)
        .sort(([, one], [, other]) => one.since - other.since)[0]?.[0],
    otherBelow: (formId, path, who) =>
      holding(formId).find(([holder, cursor]) => holder !== who && cursor.path.startsWith(`${path}/`))?.[0],
    hold: (formId, who, path, ended) => {
      const cursors = forms.get(formId) ?? new Map<string, Cursor>()
      forms.set(formId, cursors)
      const before = cursors.get(who)
      clearTimeout(before?.timer)
      const stays = before?.path === path && before.holds
      const since = stays ? before.since : about.now()
      const cursor: Cursor = { path, since, ended, holds: true }
      cursors.set(who, cursor)
      wake(cursor, formId, who)
    },
    touch: (formId, who, path) => {
      const cursor = forms.get(formId)?.get(who)
      if (cursor?.path !== path) return false
      const slept = !cursor.holds
      if (slept) cursor.since = about.now()
      wake(cursor, formId, who)
      return slept
    },
    leave,
  }
}
