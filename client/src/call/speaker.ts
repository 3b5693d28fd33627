/** How loud each party was in one span: energy per second (webrtc-stats: `totalAudioEnergy`). */
export type Loudness = ReadonlyMap<string, number>

/** A voice, not a room: about -45 dBFS over the span. */
const audible = 3e-5
/** So much louder than who spoke last must somebody be to take the word: a cough does not. */
const clearly = 2

/**
 * Who speaks (GUEST-10), from what this browser hears anyway: the media host does no more for it than forward. Who
 * spoke last keeps the mark in a pause of theirs, until somebody else is heard.
 */
export const speakerOf = (loudness: Loudness, before: string | null): string | null => {
  const [loudest] = [...loudness].sort(([, one], [, other]) => other - one)
  if (loudest === undefined || loudest[1] < audible) return before
  const [party, energy] = loudest
  const former = before === null ? 0 : (loudness.get(before) ?? 0)
  return before !== null && former >= audible && energy < clearly * former ? before : party
}

interface Heard {
  readonly energy: number
  readonly seconds: number
}

/** The sound of each track so far, out of a report of the receiving connection. */
const heardIn = (report: RTCStatsReport): Map<string, Heard> => {
  const heard = new Map<string, Heard>()
  for (const stat of report.values()) {
    if (stat.type !== 'inbound-rtp' || stat.kind !== 'audio') continue
    const { trackIdentifier, totalAudioEnergy = 0, totalSamplesDuration = 0 } = stat
    heard.set(String(trackIdentifier), {
      energy: Number(totalAudioEnergy),
      seconds: Number(totalSamplesDuration),
    })
  }
  return heard
}

/** Compares each report with the one before it: how loud each party was in between. */
export const openListening = () => {
  let former = new Map<string, Heard>()
  return (report: RTCStatsReport, parties: ReadonlyMap<string, string>): Loudness => {
    const now = heardIn(report)
    const loudness = new Map<string, number>()
    for (const [track, { energy, seconds }] of now) {
      const [party, before] = [parties.get(track), former.get(track)]
      if (party === undefined || before === undefined || seconds <= before.seconds) continue
      loudness.set(party, (energy - before.energy) / (seconds - before.seconds))
    }
    former = now
    return loudness
  }
}
