import { isThere } from '@farwindow/shared/call/guest.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import { guestsOf, wayOf } from '@farwindow/shared/call/machine.ts'
import { routeOf, strictestPolicy } from '@farwindow/shared/call/route.ts'
import type { RouteNeeds, RoutePlace } from '@farwindow/shared/call/route.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import { windowsFor } from '@farwindow/shared/region/window.ts'
import type { House } from '../house.ts'
import { list, look } from '../store/list.ts'
import type { Changed } from '../store/commit.ts'
import type { HandlersOf } from '../handler.ts'
import { settle } from './settle.ts'

type Open = Exclude<CallState, { phase: 'ended' }>

/** Whether there are media hosts, as far as the way of a call goes. */
export interface HostWatch {
  /** One takes new calls. */
  takesNew(): boolean
  /** One serves the calls it has, although it may take no new ones. */
  serves(): boolean
  /** In the first moments: hosts that are not there yet may have their calls all the same. */
  mayCome(): boolean
  /** Calls back whenever one of these may have changed, until the returned function is called. */
  listen(changed: () => void): () => void
}

/** A media host in our own process: always there. */
export const alwaysUp: HostWatch = {
  takesNew: () => true,
  serves: () => true,
  mayCome: () => false,
  listen: () => () => undefined,
}

/** What this call needs of a media host. */
const needsOf = (state: Open, recording: boolean): RouteNeeds => ({
  // A guest at the door counts: from the yes on there is a host.
  people: 2 + guestsOf(state).filter(isThere).length,
  recording,
  asked: state.hostAsked === true,
})

const running: readonly string[] = ['recording', 'paused'] satisfies RecordingState['phase'][]
const isRunning = ({ phase }: RecordingState): boolean => running.includes(phase)

export interface Router {
  readonly handlers: Pick<HandlersOf<'direct'>, 'direct.leave'>
  learn(changed: readonly Changed[]): void
  /** After a restart, with the calls that ring or go on. */
  recover(calls: readonly { readonly state: CallState }[]): Promise<void>
  close(): void
}

/**
 * Decides the way of each call (DIRECT-1) when it begins to ring, when what it needs changes, and when media hosts
 * come and go. The decision is an event of the call: whoever asks later finds which minutes went directly, and why.
 */
export const createRouter = (house: House, watch: HostWatch): Router => {
  /** Calls that are being recorded; a recording has the id of its call. */
  const recorded = new Set<string>()
  const open = new Map<string, { state: Open; readonly place: Promise<RoutePlace> }>()
  /** Before that nobody knows here what is being recorded: nothing is decided, and `recover` brings all calls. */
  let recovered = false

  const placeOf = async ({ visitId, jurisdiction, item }: Open): Promise<RoutePlace> => {
    const windows = (await list(house.db, 'window', { jurisdiction })).map(({ state }) => state.value)
    const those = windowsFor(windows, jurisdiction, item)
    const kioskId = (await look(house.db, 'visit', visitId))?.kioskId
    const hall = kioskId === undefined ? undefined : (await look(house.db, 'kiosk', kioskId))?.hall
    return {
      policy: strictestPolicy(those.map(({ media }) => media)),
      sameHall: hall !== undefined && those.length > 0 && those.every((window) => window.hall === hall),
    }
  }

  /** A call that goes over a host keeps it while that one drains, or may still come; any other needs one that takes it. */
  const hasHost = (state: Open): boolean => {
    if (watch.takesNew()) return true
    if (wayOf(state) === 'direct') return false
    return watch.mayCome() || (state.phase === 'active' && watch.serves())
  }
  const wanted = (state: Open, place: RoutePlace) =>
    routeOf(place, hasHost(state), needsOf(state, recorded.has(state.id)))

  const decide = async (callId: string): Promise<void> => {
    const known = open.get(callId)
    if (known === undefined) return
    const place = await known.place
    if (wanted(known.state, place).route === wayOf(known.state)) return
    const outcome = await house.commit({ by: { role: 'system' } }, async (work) => {
      const call = await work.load('call', callId)
      if (call === null || call.state.phase === 'ended') return
      const { route, why } = wanted(call.state, place)
      if (route !== wayOf(call.state)) await settle(work, call, { type: 'routed', at: work.at, route, why })
    })
    if (!outcome.ok) house.log.warn({ refusal: outcome.refusal, callId }, 'the way of a call was not decided')
  }
  const decideSoon = (callId: string): void =>
    void decide(callId).catch((error: unknown) =>
      house.log.error({ err: error, callId }, 'the way of a call was not decided'),
    )

  const follow = (state: CallState): void => {
    if (state.phase === 'ended') return void open.delete(state.id)
    const known = open.get(state.id)
    if (known === undefined) open.set(state.id, { state, place: placeOf(state) })
    else known.state = state
    decideSoon(state.id)
  }

  const followRecording = (callId: string, runs: boolean): void => {
    if (runs === recorded.has(callId)) return
    if (runs) recorded.add(callId)
    else recorded.delete(callId)
    decideSoon(callId)
  }

  const stopListening = watch.listen(() => [...open.keys()].forEach(decideSoon))

  const leave: HandlersOf<'direct'>['direct.leave'] = ({ callId }, { actor, cause }) =>
    house.commit(cause, async (work) => {
      const call = await work.load('call', callId)
      if (call === null || call.state.clerkId !== actor.personId) return work.refuse({ code: 'notFound' })
      const asked = await settle(work, call, { type: 'hostAsked', at: work.at })
      return { route: asked.phase === 'ended' ? 'sfu' : wayOf(asked) }
    })

  return {
    handlers: { 'direct.leave': leave },
    learn: (changed) => {
      if (!recovered) return
      for (const change of changed) {
        if (change.kind === 'call') follow(change.state)
        if (change.kind === 'recording') followRecording(change.id, isRunning(change.state))
      }
    },
    recover: async (calls) => {
      for (const { id } of await list(house.db, 'recording', { phases: running })) recorded.add(id)
      recovered = true
      for (const { state } of calls) follow(state)
    },
    close: stopListening,
  }
}
