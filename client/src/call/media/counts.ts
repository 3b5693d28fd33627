/** What a second's statistics say, out of the counters of two looks (W3C webrtc-stats). */
export interface Counters {
  /** The share of our packets the host did not get, by the reports that came since the last look; null: none came. */
  readonly lostUp: number | null
  /** When the newest of these reports came. */
  readonly reportedAt: number
  readonly received: number
  readonly lostDown: number
  /** Bytes of all kinds over the present paths of both connections: what changes is not silent. */
  readonly heardBytes: number
  readonly availableKbit: number | null
  /** Whether the encoder of a picture we send gives something up for lack of bandwidth; null: this browser does not say. */
  readonly limited: boolean | null
}

export const noCounters: Counters = {
  lostUp: null,
  reportedAt: 0,
  received: 0,
  lostDown: 0,
  heardBytes: 0,
  availableKbit: null,
  limited: false,
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** What came over one path, checks of it included; 0 for everything that is none. */
const heardOver = (stat: Readonly<Record<string, unknown>>): number =>
  stat['type'] === 'candidate-pair'
    ? numberOf(stat['bytesReceived']) + numberOf(stat['responsesReceived'])
    : 0

/** `qualityLimitationReason`: a processor that is busy, or our own ceilings, are no lack of bandwidth. */
const isLimited = (before: boolean | null, reason: unknown): boolean | null => {
  if (before === true || reason === 'bandwidth') return true
  return reason === undefined ? null : before
}

/**
 * Reads the counters of both connections. What the host lacks is in its reports, what we lack in our own counts.
 * Of a picture that is not sent, the last report and the last reason stay there: they are passed over.
 */
export const readCounters = (
  send: RTCStatsReport | undefined,
  receive: RTCStatsReport | undefined,
  sendsPicture: boolean,
  before: Counters,
): Counters => {
  const now: { -readonly [K in keyof Counters]: Counters[K] } = {
    ...noCounters,
    reportedAt: before.reportedAt,
  }
  for (const stat of [...(send?.values() ?? []), ...(receive?.values() ?? [])])
    now.heardBytes += heardOver(stat)
  for (const stat of send?.values() ?? []) {
    if (!sendsPicture && stat.kind === 'video') continue
    if (stat.type === 'remote-inbound-rtp' && stat.timestamp > before.reportedAt) {
      now.lostUp = Math.max(now.lostUp ?? 0, numberOf(stat.fractionLost))
      now.reportedAt = Math.max(now.reportedAt, stat.timestamp)
    }
    if (stat.type === 'outbound-rtp' && stat.kind === 'video')
      now.limited = isLimited(now.limited, stat.qualityLimitationReason)
    if (stat.type === 'candidate-pair' && typeof stat.availableOutgoingBitrate === 'number')
      now.availableKbit = stat.availableOutgoingBitrate / 1_000
  }
  for (const stat of receive?.values() ?? []) {
    if (stat.type !== 'inbound-rtp') continue
    now.received += numberOf(stat.packetsReceived)
    now.lostDown += numberOf(stat.packetsLost)
  }
  return now
}

/** Too few packets say nothing: a paused picture leaves some fifty a second of voice. */
const fewest = 10

/** The share that got lost between two looks. Counters that went back belong to new streams. */
export const shareLost = (lost: number, whole: number): number =>
  whole < fewest || lost <= 0 ? 0 : Math.min(1, lost / whole)

/**
 * Counts what came over a connection, of whatever kind, look by look. Per candidate pair, and never backwards: with the
 * pairs of a former path their counters go, too (W3C webrtc-stats, RTCIceCandidatePairStats).
 */
export const countHeard = (): ((report: RTCStatsReport) => number) => {
  const counted = new Map<string, number>()
  let heard = 0
  return (report) => {
    for (const stat of report.values()) {
      const now = heardOver(stat)
      heard += Math.max(0, now - (counted.get(stat.id) ?? 0))
      counted.set(stat.id, now)
    }
    return heard
  }
}
