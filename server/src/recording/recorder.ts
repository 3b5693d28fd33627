import type { RecordingEvent } from '@farwindow/shared/recording/machine.ts'
import type { Gap, Running } from '@farwindow/shared/recording/state.ts'
import type { MediaHost, MediaHostEvent } from '../call/host.ts'
import type { Exchange } from '../call/exchange.ts'
import type { Shelf } from '../call/recording/shelf.ts'
import type { House } from '../house.ts'
import type { Vault } from '../record/vault.ts'
import type { Changed } from '../store/commit.ts'
import { list, look } from '../store/list.ts'
import { eraseRecording, finishRecording } from './finish.ts'
import { askRecording, readPolicy } from './handlers.ts'
import { openKey } from './key.ts'
import { partiesOf, takingPart } from './participants.ts'
import { moveRecording } from './settle.ts'
import { openWatch } from './watch.ts'
import type { StalledStream } from './watch.ts'

export interface RecorderParts {
  readonly house: House
  readonly host: MediaHost
  readonly exchange: Pick<Exchange, 'peerOf'>
  readonly vault: Vault
  readonly shelf: Shelf
}

const bySystem = { by: { role: 'system' } } as const
/** What could not be done is tried again after this, and later and later up to the longest. */
const retryMs = 500
const longestRetryMs = 30_000

/**
 * Makes the nodes do what the committed state of each recording says, and nothing before it is committed
 * (RECORDING-20); notes what goes wrong on the way. It remembers nothing a restart could lose.
 */
export const createRecorder = ({ house, host, exchange, vault, shelf }: RecorderParts) => {
  const { db, log } = house
  const retries = new Map<string, { readonly timer: NodeJS.Timeout; readonly tries: number }>()
  /** The recordings under way, and whether they rest. */
  const under = new Map<string, Running>()
  const work = new Set<Promise<void>>()
  let closed = false

  const note = async (id: string, eventOf: (at: number, state: Running) => RecordingEvent): Promise<void> => {
    const outcome = await house.commit(bySystem, async (commit) => {
      const found = await commit.load('recording', id)
      if (found?.state.phase !== 'recording' && found?.state.phase !== 'paused') return
      await moveRecording(commit, found, eventOf(commit.at, found.state))
    })
    if (!outcome.ok) log.warn({ id, refusal: outcome.refusal }, 'a recording could not be noted')
  }
  const later = (promise: Promise<void>): void => {
    const noted = promise
      .catch((error: unknown) => log.error({ err: error }, 'a recording was not followed'))
      .finally(() => work.delete(noted))
    work.add(noted)
  }

  /** The gap that a stream which brings nothing to the disk is. */
  const gapOf = async (id: string, { peerId, source, why }: StalledStream): Promise<Omit<Gap, 'fromAt'>> => {
    const state = await look(db, 'recording', id)
    const followed = state !== null && 'followed' in state ? state.followed : []
    const { peerId: _peerId, ...whose } = followed.find((each) => each.peerId === peerId) ?? { peerId }
    return { why: why ?? 'stalled', source, ...whose }
  }
  /** What is seen of a recording is noted in the order it was seen. */
  const seen = (id: string, noting: () => Promise<void>): void => later(house.lanes(`seen ${id}`, noting))
  const watch = openWatch(
    {
      silent: (id, forMs) =>
        seen(id, () =>
          note(id, (at) => ({
            type: 'gapBegan',
            at,
            gap: { why: 'silent', fromAt: Math.round(at - forMs) },
          })),
        ),
      heard: (id) => seen(id, () => note(id, (at) => ({ type: 'gapEnded', at, gap: { why: 'silent' } }))),
      stalled: (id, stream, forMs) =>
        seen(id, async () => {
          const about = await gapOf(id, stream)
          await note(id, (at) => ({
            type: 'gapBegan',
            at,
            gap: { ...about, fromAt: Math.round(at - forMs) },
          }))
        }),
      grows: (id, stream) =>
        seen(id, async () => {
          const gap = await gapOf(id, stream)
          await note(id, (at) => ({ type: 'gapEnded', at, gap }))
        }),
      restless: (id) => follow(id),
    },
    () => performance.now(),
  )

  /** Ends the run where somebody is recorded who may not be any more: the next one goes on without them (RECORDING-51). */
  const release = async (id: string, peerIds: readonly string[]): Promise<boolean> => {
    if (peerIds.length === 0) return true
    const { recordings } = await host.inventory()
    const held = new Set(recordings.flatMap((each) => (each.recordingId === id ? each.peerIds : [])))
    return !peerIds.some((peerId) => held.has(peerId)) || (await host.stopRecording({ recordingId: id })).ok
  }

  /** Whoever is there is recorded; whose stream is whose is written down before. */
  const record = async (id: string, state: Running): Promise<boolean> => {
    const { people, out } = takingPart(state, await look(db, 'call', id), exchange.peerOf)
    const peers = people.flatMap(({ peerId, ...whose }) =>
      peerId === undefined ? [] : [{ peerId, ...whose }],
    )
    if (!(await release(id, out)) || peers.length === 0) return false
    const key = await openKey(house, vault, id)
    if (key === null) return true
    await note(id, (at) => ({ type: 'following', at, peers }))
    const begun = await host.record({
      recordingId: id,
      peerIds: peers.map(({ peerId }) => peerId),
      key: key.toString('base64'),
    })
    key.fill(0)
    if (!begun.ok) {
      log.warn({ id, refusal: begun.refusal }, 'a recording could not begin; trying again')
      if (begun.refusal.detail?.includes('disk') === true)
        await note(id, (at) => ({ type: 'gapBegan', at, gap: { why: 'disk', fromAt: at } }))
      return false
    }
    await note(id, (at) => ({ type: 'gapEnded', at, gap: { why: 'disk' } }))
    const sinceMs = watch.sinceMs(id)
    await note(id, (at) => ({
      type: 'began',
      at,
      partId: begun.value.partId,
      since: Math.round(at - sinceMs),
    }))
    const resumed = await host.resumeRecording({ recordingId: id })
    return resumed.ok && peers.length === people.length
  }

  /** Does what the committed state asks for; false when it has to be tried again. */
  const settle = async (id: string): Promise<boolean> => {
    const state = await look(db, 'recording', id)
    switch (state?.phase) {
      case 'recording':
        return record(id, state)
      case 'paused': {
        const paused = await host.pauseRecording({ recordingId: id })
        return paused.ok || paused.refusal.code === 'notFound'
      }
      case 'ended':
        return finishRecording(house, host, state)
      case 'expired':
        return eraseRecording(house, { vault, shelf }, id)
      default:
        return true
    }
  }

  const follow = (id: string, tries = 0): void => {
    clearTimeout(retries.get(id)?.timer)
    retries.delete(id)
    if (closed) return
    later(
      house.lanes(`recording ${id}`, async () => {
        const done = await settle(id).catch((error: unknown) => {
          log.warn({ err: error, id }, 'a recording was not settled; trying again')
          return false
        })
        if (done || closed) return
        const waitMs = Math.min(longestRetryMs, retryMs * 2 ** tries)
        const timer = setTimeout(() => follow(id, tries + 1), waitMs).unref()
        clearTimeout(retries.get(id)?.timer)
        retries.set(id, { timer, tries })
      }),
    )
  }

  const learnState = (change: Extract<Changed, { kind: 'recording' }>): void => {
    const { id, state } = change
    const before = under.get(id)
    if (state.phase === 'recording' || state.phase === 'paused') {
      const silent = state.gaps.some(({ why, toAt }) => why === 'silent' && toAt === undefined)
      under.set(id, state)
      watch.begin(id, { silent, rests: () => under.get(id)?.phase === 'paused' })
    } else {
      under.delete(id)
      watch.end(id)
    }
    // What was only noted asks for nothing.
    const guests = 'guests' in state ? state.guests : undefined
    if (before?.phase !== state.phase || before.guests !== guests) follow(id)
  }

  /** The item wants it: the applicant is asked as soon as the call is answered. */
  const askByItem = async (callId: string): Promise<void> => {
    const call = await look(db, 'call', callId)
    if (call?.phase !== 'active' || (await readPolicy(house, call)) !== 'asked') return
    await house.commit(bySystem, async (commit) => {
      const asked = await commit.load('recording', callId)
      const now = await commit.need('call', callId)
      if (asked === null && now.state.phase === 'active') await askRecording(commit, now.state)
    })
  }

  /** A node came back: what it records and should not, ends; what ended meanwhile gets its manifest. */
  const compare = async (): Promise<void> => {
    const { recordings } = await host.inventory()
    for (const { recordingId } of recordings) {
      const state = await look(db, 'recording', recordingId)
      // A recording of another desk's is none of ours.
      if (state === null) continue
      const wanted = ['recording', 'paused', 'ended'].includes(state.phase)
      if (wanted) follow(recordingId)
      else await host.stopRecording({ recordingId })
    }
  }

  const stopListening = host.listen((event: MediaHostEvent) => {
    watch.hear(event)
    if (event.type === 'found') later(compare())
  })

  return {
    learn: (changed: readonly Changed[]): void => {
      for (const change of changed) {
        if (change.kind === 'recording') learnState(change)
        if (change.kind === 'call' && change.state.phase === 'active') later(askByItem(change.id))
        // A guest came or went.
        if (change.kind === 'call' && (under.get(change.id)?.guests ?? []).length > 0) follow(change.id)
      }
    },
    /** Somebody has another peer: it is recorded too, where its call is. */
    seated: (party: string): void => {
      for (const [id, state] of under)
        if (state.phase === 'recording' && partiesOf(state).includes(party)) follow(id)
    },
    /** After a restart: everything that is not settled. */
    recover: async (): Promise<void> => {
      const open = await list(db, 'recording', { phases: ['recording', 'paused', 'ended', 'expired'] })
      for (const { id, state } of open) learnState({ kind: 'recording', id, state })
      later(compare())
    },
    close: async (): Promise<void> => {
      closed = true
      stopListening()
      watch.close()
      for (const { timer } of retries.values()) clearTimeout(timer)
      while (work.size > 0) await Promise.all(work)
    },
  }
}
