import type { Side } from '../call/machine.ts'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'
import type {
  AskedGuest,
  FollowedPeer,
  Gap,
  KeptSegment,
  Over,
  Pause,
  RecordingState,
  Running,
} from './state.ts'

const dayMs = 86_400_000
/**
 * How long a recording is kept: five years, the longest time in which a decision can be taken to court
 * (行政诉讼法 art. 46), and no longer, since the purpose asks for no more (个人信息保护法 art. 19). In days of which five
 * years never have more.
 */
export const keepMs = 1_827 * dayMs

export type RecordingEvent = { readonly at: number } & (
  | { readonly type: 'agreed' }
  | { readonly type: 'refused'; readonly why: Extract<RecordingState, { phase: 'refused' }>['why'] }
  | { readonly type: 'paused'; readonly by: Side; readonly why: Pause['why'] }
  | { readonly type: 'resumed'; readonly by: Side }
  | { readonly type: 'stopped'; readonly by: Side }
  | { readonly type: 'callEnded' }
  /** A guest says whether they may be recorded, too. */
  | { readonly type: 'guestAnswered'; readonly guest: Omit<AskedGuest, 'answeredAt'> }
  /** These are about to be recorded. */
  | { readonly type: 'following'; readonly peers: readonly FollowedPeer[] }
  /** A run of the recording began; `since`: when the one before was heard of last. */
  | { readonly type: 'began'; readonly partId: string; readonly since?: number | undefined }
  | { readonly type: 'gapBegan'; readonly gap: Omit<Gap, 'toAt'> }
  | { readonly type: 'gapEnded'; readonly gap: Omit<Gap, 'fromAt' | 'toAt'> }
  | {
      readonly type: 'closed'
      readonly segments: readonly KeptSegment[]
      /** What only the files tell. */
      readonly gaps: readonly Gap[]
      readonly missingParts: readonly string[]
    }
  | { readonly type: 'due' }
  | { readonly type: 'deleted' }
)

/** The clerk asks, or the item does: `at` is when. */
export const newRecording = (
  about: Omit<Extract<RecordingState, { phase: 'asked' }>, 'phase'>,
): RecordingState => ({ phase: 'asked', ...about })

type Before = Extract<RecordingState, { phase: 'asked' | 'refused' }>

const askedOf = ({ id, visitId, clerkId, jurisdiction, item, askedAt }: RecordingState) => ({
  id,
  visitId,
  clerkId,
  jurisdiction,
  ...(item === undefined ? {} : { item }),
  askedAt,
})

const beforeConsent = (state: Before, event: RecordingEvent): Outcome<RecordingState> => {
  switch (event.type) {
    case 'agreed':
      return ok({
        phase: 'recording',
        ...askedOf(state),
        consentedAt: event.at,
        followed: [],
        parts: [],
        pauses: [],
        gaps: [],
      })
    case 'refused':
      if (state.phase === 'refused') return refuse('wrongState', 'refused')
      return ok({ phase: 'refused', ...askedOf(state), answeredAt: event.at, why: event.why })
    case 'callEnded': {
      const why = state.phase === 'refused' ? { why: state.why } : {}
      return ok({ phase: 'lapsed', ...askedOf(state), endedAt: event.at, ...why })
    }
    default:
      return refuse('wrongState', state.phase)
  }
}

/** What still lasts ends now. */
const closed = <T extends { readonly toAt?: number | undefined }>(lasting: readonly T[], at: number): T[] =>
  lasting.map((each) => (each.toAt === undefined ? { ...each, toAt: at } : each))

const end = (state: Running, at: number, why: Over['why'], by?: Side): RecordingState => ({
  ...state,
  phase: 'ended',
  pauses: closed(state.pauses, at),
  gaps: closed(state.gaps, at),
  endedAt: at,
  why,
  ...(by === undefined ? {} : { by }),
  keepUntil: at + keepMs,
})

const isSame = (one: Omit<Gap, 'fromAt' | 'toAt'>, other: typeof one): boolean =>
  one.why === other.why &&
  one.side === other.side &&
  one.guestId === other.guestId &&
  one.source === other.source

const follow = (state: Running, peers: readonly FollowedPeer[]): RecordingState => {
  const known = new Set(state.followed.map(({ peerId }) => peerId))
  const added = peers.filter(({ peerId }) => !known.has(peerId))
  return added.length === 0 ? state : { ...state, followed: [...state.followed, ...added] }
}

const answer = (state: Running, at: number, guest: Omit<AskedGuest, 'answeredAt'>): RecordingState => {
  const { guestId } = guest
  const before = state.guests?.find((each) => each.guestId === guestId)
  const others = (state.guests ?? []).filter((each) => each !== before)
  const isOwn = (each: Gap): boolean => each.why === 'refused' && each.guestId === guestId
  const gaps = guest.agreed
    ? [...state.gaps.filter((each) => !isOwn(each)), ...closed(state.gaps.filter(isOwn), at)]
    : before?.agreed === true
      ? [...state.gaps, { why: 'refused' as const, guestId, fromAt: at }]
      : state.gaps
  return { ...state, gaps, guests: [...others, { ...guest, answeredAt: at }] }
}

const begin = (state: Running, at: number, partId: string, since: number | undefined): RecordingState => {
  if (state.parts.includes(partId)) return state
  const former = state.parts.length > 0 && since !== undefined
  return {
    ...state,
    parts: [...state.parts, partId],
    gaps: former ? [...state.gaps, { why: 'moved', fromAt: since, toAt: at }] : state.gaps,
  }
}

/** The pause that lasts; undefined while it records. */
export const lastingPause = ({ pauses }: Pick<Running, 'pauses'>): Pause | undefined =>
  pauses.find(({ toAt }) => toAt === undefined)

const running = (state: Running, event: RecordingEvent): Outcome<RecordingState> => {
  switch (event.type) {
    case 'paused':
      if (state.phase === 'paused') return refuse('wrongState', 'paused')
      return ok({
        ...state,
        phase: 'paused',
        pauses: [...state.pauses, { fromAt: event.at, by: event.by, why: event.why }],
      })
    case 'resumed':
      if (state.phase === 'recording') return refuse('wrongState', 'recording')
      // What the applicant keeps to themselves, nobody else lets go on (RECORDING-22).
      if (lastingPause(state)?.by !== event.by) return refuse('notYours')
      return ok({ ...state, phase: 'recording', pauses: closed(state.pauses, event.at) })
    case 'stopped':
      return ok(end(state, event.at, event.by === 'applicant' ? 'withdrawn' : 'stopped', event.by))
    case 'callEnded':
      return ok(end(state, event.at, 'callEnded'))
    case 'guestAnswered':
      return ok(answer(state, event.at, event.guest))
    case 'following':
      return ok(follow(state, event.peers))
    case 'began':
      return ok(begin(state, event.at, event.partId, event.since))
    case 'gapBegan':
      if (state.gaps.some((each) => each.toAt === undefined && isSame(each, event.gap))) return ok(state)
      return ok({ ...state, gaps: [...state.gaps, event.gap] })
    case 'gapEnded':
      return ok(
        state.gaps.some((each) => each.toAt === undefined && isSame(each, event.gap))
          ? {
              ...state,
              gaps: state.gaps.map((each) =>
                each.toAt === undefined && isSame(each, event.gap) ? { ...each, toAt: event.at } : each,
              ),
            }
          : state,
      )
    default:
      return refuse('wrongState', state.phase)
  }
}

const afterwards = (state: Over, event: RecordingEvent): Outcome<RecordingState> => {
  if (event.type === 'closed' && state.phase === 'ended')
    return ok({
      ...state,
      phase: 'kept',
      segments: [...event.segments],
      gaps: [...state.gaps, ...event.gaps].toSorted((a, b) => a.fromAt - b.fromAt),
      missingParts: [...event.missingParts],
    })
  if (event.type === 'due' && (state.phase === 'ended' || state.phase === 'kept')) {
    if (event.at < state.keepUntil) return ok(state)
    return ok({ ...overOf(state), phase: 'expired' })
  }
  if (event.type === 'deleted' && state.phase === 'expired')
    return ok({ ...state, phase: 'deleted', deletedAt: event.at })
  return refuse('wrongState', state.phase)
}

/** What stays known of a recording when its files are gone. */
const overOf = (state: Over): Omit<Extract<RecordingState, { phase: 'ended' }>, 'phase'> => ({
  ...askedOf(state),
  consentedAt: state.consentedAt,
  followed: state.followed,
  ...(state.guests === undefined ? {} : { guests: state.guests }),
  parts: state.parts,
  pauses: state.pauses,
  gaps: state.gaps,
  endedAt: state.endedAt,
  why: state.why,
  ...(state.by === undefined ? {} : { by: state.by }),
  keepUntil: state.keepUntil,
})

/** The recording of a call, from the question to the deletion. Refuses `wrongState` for what cannot happen now. */
export const advanceRecording = (state: RecordingState, event: RecordingEvent): Outcome<RecordingState> => {
  switch (state.phase) {
    case 'asked':
    case 'refused':
      return beforeConsent(state, event)
    case 'recording':
    case 'paused':
      return running(state, event)
    case 'lapsed':
      return refuse('wrongState', 'lapsed')
    case 'ended':
    case 'kept':
    case 'expired':
    case 'deleted':
      return afterwards(state, event)
  }
}

/** When its time is over (ms since the epoch); null where there is nothing to delete. */
export const recordingDueAt = (state: RecordingState): number | null =>
  state.phase === 'ended' || state.phase === 'kept' ? state.keepUntil : null
