import type { Running } from '@farwindow/shared/recording/state.ts'
import type { MediaHost, MediaHostEvent } from '../call/host.ts'
import type { Exchange } from '../call/exchange.ts'
import type { Shelf } from '../call/recording/shelf.ts'
import type { House } from '../house.ts'
import type { Vault } from '../record/vault.ts'
import type { Changed } from '../store/commit.ts'
import { list, look } from '../store/list.ts'
import { carryOut } from './carryout.ts'
import { askRecording, readPolicy } from './handlers.ts'
import { openNotes, watchAndNote } from './noting.ts'
import { partiesOf } from './participants.ts'

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
export const createRecorder = (parts: RecorderParts) => {
  const { house, host } = parts
  const { db, log } = house
  const retries = new Map<string, { readonly timer: NodeJS.Timeout; readonly tries: number }>()
  /** The recordings under way, and whether they rest. */
  const under = new Map<string, Running>()
  const work = new Set<Promise<void>>()
  let closed = false

  const later = (promise: Promise<void>): void => {
    const noted = promise
      .catch((error: unknown) => log.error({ err: error }, 'a recording was not followed'))
      .finally(() => work.delete(noted))
    work.add(noted)
  }

  const note = openNotes(house)
  const watch = watchAndNote(house, { note, later, restless: (id) => follow(id) })
  const settle = carryOut({ ...parts, note, sinceMs: watch.sinceMs })

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
