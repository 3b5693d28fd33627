/** What a second's statistics say, out of the counters of two looks (W3C webrtc-stats). */
export interface Counters {
  /** The share of our packets the host did not get, by its newest reports of what we send now. */
  readonly lostUp: number
  readonly received: number
  readonly lostDown: number
  readonly availableKbit: number | null
}

export const noCounters: Counters = { lostUp: 0, received: 0, lostDown: 0, availableKbit: null }

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0)

/** Reads the counters of both connections. What the host lacks is in its reports, what we lack in our own counts. */
export const readCounters = (
  send: RTCStatsReport | undefined,
  receive: RTCStatsReport | undefined,
  sendsPicture: boolean,
): Counters => {
  const now = { ...noCounters, availableKbit: noCounters.availableKbit }
  for (const stat of send?.values() ?? []) {
    // The last report of a stream that is paused stays there.
    if (stat.type === 'remote-inbound-rtp' && (sendsPicture || stat.kind === 'audio'))
      now.lostUp = Math.max(now.lostUp, numberOf(stat.fractionLost))
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
