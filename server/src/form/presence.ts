import type { Announce, Announcement } from '../store/announcement.ts'

/** How long a cursor that shows no further sign keeps its field (FORM-26). */
export const holdMs = 6_000
/** How long it is remembered where such a cursor stands: typing there again takes the field back. */
const remembersMs = 10 * 60_000

interface Cursor {
  path: string
  /** Since when it has been in this field. */
  since: number
  /** What the other side is told: the field it holds, or that it holds none. */
  tell: Tell
  told: string | null
  holds: boolean
  timer?: NodeJS.Timeout
}

type Tell = (path: string | null) => Announcement

/**
 * Whose cursor is where, in each form. Passing: it lives in memory and is never written down. Of several cursors in
 * one field the first holds it; the others only look, and are told of when it leaves: two who go into one field
 * at once must not lock each other out.
 */
export interface Presence {
  /** The first whose cursor holds this field now. */
  holder(formId: string, path: string): string | undefined
  /** Somebody else whose cursor holds a field below this path (a row). */
  otherBelow(formId: string, path: string, who: string): string | undefined
  /** The cursor of `who` is in this field now. */
  hold(formId: string, who: string, path: string, tell: Tell): void
  /** `who` types in this field: a cursor there that had given it up holds it again. */
  touch(formId: string, who: string, path: string): void
  leave(formId: string, who: string): void
}

/** `announce` is given what the other sides are to be told. Timers keep no process alive. */
export const createPresence = (about: {
  readonly now: () => number
  readonly announce: Announce
  readonly holdMs?: number
}): Presence => {
  const forms = new Map<string, Map<string, Cursor>>()
  const patienceMs = about.holdMs ?? holdMs

  const holding = (formId: string): [string, Cursor][] =>
    [...(forms.get(formId) ?? [])].filter(([, cursor]) => cursor.holds)

  const holder: Presence['holder'] = (formId, path) =>
    holding(formId)
      .filter(([, cursor]) => cursor.path === path)
      .sort(([, one], [, other]) => one.since - other.since)[0]?.[0]

  /** Tells what has changed in who holds what, and of `moved` also what has not: such a notice may get lost. */
  const tellAll = (formId: string, moved?: string): void => {
    const news = [...(forms.get(formId) ?? [])].flatMap(([who, cursor]) => {
      const held = holder(formId, cursor.path) === who ? cursor.path : null
      if (held === cursor.told && who !== moved) return []
      cursor.told = held
      return [cursor.tell(held)]
    })
    if (news.length > 0) about.announce(news)
  }

  const leave: Presence['leave'] = (formId, who) => {
    const cursors = forms.get(formId)
    const cursor = cursors?.get(who)
    if (cursors === undefined || cursor === undefined) return
    clearTimeout(cursor.timer)
    cursors.delete(who)
    if (cursors.size === 0) forms.delete(formId)
    about.announce([cursor.tell(null)])
    tellAll(formId)
  }

  const wake = (cursor: Cursor, formId: string, who: string): void => {
    clearTimeout(cursor.timer)
    cursor.holds = true
    cursor.timer = setTimeout(() => {
      cursor.holds = false
      cursor.timer = setTimeout(() => leave(formId, who), remembersMs).unref()
      tellAll(formId)
    }, patienceMs).unref()
  }

  return {
    holder,
    otherBelow: (formId, path, who) =>
      holding(formId).find(([other, cursor]) => other !== who && cursor.path.startsWith(`${path}/`))?.[0],
    hold: (formId, who, path, tell) => {
      const cursors = forms.get(formId) ?? new Map<string, Cursor>()
      forms.set(formId, cursors)
      const before = cursors.get(who)
      clearTimeout(before?.timer)
      const stays = before?.path === path && before.holds
      const since = stays ? before.since : about.now()
      const cursor: Cursor = { path, since, tell, told: before?.told ?? null, holds: true }
      cursors.set(who, cursor)
      wake(cursor, formId, who)
      tellAll(formId, who)
    },
    touch: (formId, who, path) => {
      const cursor = forms.get(formId)?.get(who)
      if (cursor?.path !== path) return
      if (!cursor.holds) cursor.since = about.now()
      wake(cursor, formId, who)
      tellAll(formId)
    },
    leave,
  }
}
