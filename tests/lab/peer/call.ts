import type { MediaSource } from '@farwindow/shared/call/media.ts'
import type { Person } from './person.ts'
import { valueOf } from '../../pure/outcome.ts'

export interface SimulatedCall {
  readonly callId: string
  readonly visitId: string
}

const pollMs = 20
/** How soon it is, is for benches to say: a busy machine takes its time. */
const patienceMs = 20_000

/** Looks again and again until it is so. Throws after `withinMs`, with what was waited for. */
export const until = async (
  what: string,
  is: () => boolean,
  withinMs = patienceMs,
  /** How it stands instead. */
  stands = (): string => '',
): Promise<void> => {
  const end = performance.now() + withinMs
  while (!is()) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what} ${stands()}`)
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

/** So many packets in a row are a stream, not a straggler. */
const streamPackets = 5

/** This of the other side arrives at a person from now on. */
export const hears = async (person: Person, source: MediaSource): Promise<void> => {
  const before = new Map([[person.arrived(source), person.arrived(source)?.packets() ?? 0]])
  await until(
    `${source} arrives`,
    () => {
      const now = person.arrived(source)
      return now !== undefined && now.packets() >= (before.get(now) ?? 0) + streamPackets
    },
    patienceMs,
    () => {
      const { phase, remotes, connections } = person.media().view()
      const theirs = remotes.map((each) => `${each.source}${each.muted ? ' held' : ''}`).join(', ')
      const came = person.arrived(source)?.packets() ?? 0
      return `(media ${phase}, sending ${connections.send}, receiving ${connections.receive}; there is ${theirs === '' ? 'nothing' : theirs}; ${came} packets came)`
    },
  )
}

/** Sound and picture arrive at both ends from now on. Resolves with how long it took, ms. */
export const bothHear = async (people: readonly Person[]): Promise<number> => {
  const began = performance.now()
  await Promise.all(
    people.flatMap((person) => (['camera', 'microphone'] as const).map((source) => hears(person, source))),
  )
  return performance.now() - began
}

/** The applicant's page calls; resolves when the clerk's page rings. */
export const ring = async (applicant: Person, clerk: Person, visitId: string): Promise<SimulatedCall> => {
  valueOf(await clerk.link().ask('queue.ready', {}))
  const offered = clerk.told('call.offered')
  valueOf(await applicant.link().ask('visit.choose', { item: 'company-establishment', to: '330503' }))
  valueOf(await applicant.link().ask('visit.call', {}))
  const { call } = await offered
  return { callId: call.id, visitId }
}
