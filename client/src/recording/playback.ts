import type { PlayedSegment, RecordingShow, SaidLine } from '@farwindow/shared/recording/protocol.ts'

/** From the first file to the end, ms since the epoch. */
export interface Span {
  readonly fromAt: number
  readonly toAt: number
}

/** A file with the time it covers. */
export interface Stretch extends PlayedSegment {
  readonly toAt: number
}

/** What one person sent from one source, in its order. */
export interface PlayedTrack {
  readonly key: string
  readonly side: PlayedSegment['side']
  readonly guestId: PlayedSegment['guestId']
  readonly source: PlayedSegment['source']
  readonly stretches: readonly Stretch[]
}

/** The whole of a recording: it begins with its first file. */
export const spanOf = ({ recording, segments }: RecordingShow): Span => {
  const first = Math.min(...segments.map(({ beganAt }) => beganAt))
  const last = Math.max(...segments.map(({ endedAt }) => endedAt ?? -Infinity))
  return {
    fromAt: Number.isFinite(first) ? first : recording.consentedAt,
    toAt: Math.max(Number.isFinite(last) ? last : recording.endedAt, Number.isFinite(first) ? first + 1 : 0),
  }
}

/** The files by person and source. One that was cut off lasts until the next one of its kind, or the end. */
export const tracksOf = ({ recording, segments }: RecordingShow): PlayedTrack[] => {
  const tracks = Map.groupBy(
    segments,
    ({ side, guestId, source }) => `${side ?? guestId ?? 'unknown'} ${source}`,
  )
  return [...tracks].flatMap(([key, files]) => {
    const sorted = files.toSorted((a, b) => a.beganAt - b.beganAt)
    const [first] = sorted
    if (first === undefined) return []
    const stretches = sorted.map((file, n) => ({
      ...file,
      toAt: file.endedAt ?? sorted[n + 1]?.beganAt ?? recording.endedAt,
    }))
    return [{ key, side: first.side, guestId: first.guestId, source: first.source, stretches }]
  })
}

const places = ['applicant', 'clerk'] as const

/** The faces in the order they stand: applicant, clerk, guests as they came. */
export const facesOf = (tracks: readonly PlayedTrack[]): PlayedTrack[] => {
  const placeOf = ({ side }: PlayedTrack): number =>
    side === undefined ? places.length : places.indexOf(side)
  return tracks.filter(({ source }) => source === 'camera').toSorted((a, b) => placeOf(a) - placeOf(b))
}

/** So long a line stays, when nothing else is said. */
const lineMs = 6_000

/** What was said last, by this moment. */
export const spokenAt = (captions: readonly SaidLine[], at: number): SaidLine | undefined => {
  const last = captions.findLast((line) => line.at <= at)
  return last === undefined || at - last.at > lineMs ? undefined : last
}

/** Loaded before it is its turn, so that one file follows another without a hole. */
const aheadMs = 4_000

/** The files to have at hand at this moment; the first that covers it is the one that plays. */
export const atHand = (
  { stretches }: PlayedTrack,
  at: number,
): { readonly now: Stretch | undefined; readonly all: Stretch[] } => {
  const all = stretches.filter(({ beganAt, toAt }) => beganAt - aheadMs <= at && at < toAt)
  return { now: all.findLast(({ beganAt }) => beganAt <= at), all }
}

/** How much a file may be off before it is brought back, s: by its speed, or by a jump. */
const gentleS = 0.04
const abruptS = 0.4

/** How a media element is brought to where it should be: at which speed it plays on, or where it jumps to. */
export const correction = (
  isS: number,
  shouldS: number,
  playing: boolean,
): { readonly jumpTo?: number; readonly rate: number } => {
  const late = shouldS - isS
  if (Math.abs(late) > (playing ? abruptS : gentleS)) return { jumpTo: shouldS, rate: 1 }
  if (!playing || Math.abs(late) < gentleS) return { rate: 1 }
  return { rate: late > 0 ? 1.06 : 0.94 }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** 1:02:03, or 2:03. */
export const clockText = (ms: number): string => {
  const whole = Math.max(0, Math.round(ms / 1_000))
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
