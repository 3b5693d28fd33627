/** As much of a name as anybody reads. */
const longest = 80

/** Signs that are not seen: controls, and those that turn the direction of reading, so that `gpj.exe` looks like a picture. */
// oxlint-disable-next-line no-control-regex -- these are exactly what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** A file's name as it is shown: no folders, no unseen signs, not too long, its ending kept. Empty: nothing was left. */
export const shownName = (name: string): string => {
  const last = name.replaceAll(unseen, '').split(/[/\\]/).at(-1)?.trim() ?? ''
  if (last.length <= longest) return last
  const ending = /\.[^.]{1,5}$/.exec(last)?.[0] ?? ''
  return `${last.slice(0, longest - ending.length - 1)}…${ending}`
}
