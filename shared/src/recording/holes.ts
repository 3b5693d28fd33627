import type { Gap, KeptSegment, Pause, Whose } from './state.ts'

/** Shorter ones nobody sees or hears. */
const leastMs = 200

interface Stretch {
  readonly fromAt: number
  readonly toAt: number
}

const nameOf = ({ side, guestId }: Whose): string => side ?? guestId ?? ''

/** What is left of a stretch without these. */
const without = (stretch: Stretch, covers: readonly Stretch[]): Stretch[] =>
  covers.reduce<Stretch[]>(
    (rest, { fromAt, toAt }) =>
      rest.flatMap((each) =>
        [
          { fromAt: each.fromAt, toAt: Math.min(each.toAt, fromAt) },
          { fromAt: Math.max(each.fromAt, toAt), toAt: each.toAt },
        ].filter((part) => part.toAt > part.fromAt),
      ),
    [stretch],
  )

/** A file that was cut off ends where its recorder was heard of last. */
const endOf = ({ beganAt, endedAt }: KeptSegment, gaps: readonly Gap[]): number =>
  endedAt ??
  Math.min(
    Infinity,
    ...gaps.flatMap(({ why, fromAt }) =>
      (why === 'moved' || why === 'silent') && fromAt > beganAt ? [fromAt] : [],
    ),
  )

const between = (files: readonly KeptSegment[], whole: Stretch, gaps: readonly Gap[]): Stretch[] => {
  const holes: Stretch[] = []
  let until = whole.fromAt
  for (const file of files) {
    if (file.beganAt > until) holes.push({ fromAt: until, toAt: file.beganAt })
    until = Math.max(until, endOf(file, gaps))
  }
  return until < whole.toAt ? [...holes, { fromAt: until, toAt: whole.toAt }] : holes
}

/**
 * Where a camera or microphone that was recorded has no file, and nothing says why (RECORDING-50): a recorder names
 * what lacks within a stream, but between two streams of one person it sees nothing. A screen may come and go, and so
 * may a guest.
 */
export const holesIn = (
  segments: readonly KeptSegment[],
  gaps: readonly Gap[],
  pauses: readonly Pause[],
): Gap[] => {
  const fromAt = Math.min(...segments.map(({ beganAt }) => beganAt))
  const toAt = Math.max(...segments.flatMap(({ endedAt }) => endedAt ?? []))
  const lasting = segments.filter(({ source }) => source !== 'screen')
  const streams = Map.groupBy(lasting, (each) => `${nameOf(each)} ${each.source}`)
  return [...streams.values()].flatMap((unsorted) => {
    const files = unsorted.toSorted((a, b) => a.beganAt - b.beganAt)
    const [first, last] = [files[0], files.at(-1)]
    if (first === undefined || last === undefined) return []
    const { side, guestId, source } = first
    const noted = gaps.filter(
      (each) =>
        (nameOf(each) === '' || nameOf(each) === nameOf(first)) &&
        (each.source === undefined || each.source === source),
    )
    const covers = [...noted, ...pauses].map((each) => ({ fromAt: each.fromAt, toAt: each.toAt ?? Infinity }))
    const whole =
      guestId === undefined
        ? { fromAt, toAt }
        : { fromAt: first.beganAt, toAt: last.endedAt ?? first.beganAt }
    const about = {
      ...(side === undefined ? {} : { side }),
      ...(guestId === undefined ? {} : { guestId }),
      source,
    }
    return between(files, whole, noted)
      .flatMap((hole) => without(hole, covers))
      .filter((hole) => hole.toAt - hole.fromAt >= leastMs)
      .map((hole): Gap => ({ ...hole, why: 'gone', ...about }))
  })
}
