import type { Running } from '@farwindow/shared/recording/state.ts'
import type { MediaHost, MediaHostEvent } from '../call/host.ts'
import type { Exchange } from '../call/exchange.ts'
import type { Shelf } from '../call/recording/shelf.ts'
import { createErrands } from '../errands.ts'
import type { House } from '../house.ts'
import type { Vault } from '../record/vault.ts'
import type { Changed } from '../store/commit.ts'
import { list, look } from '../store/list.ts'
import { carryOut } from './carryout.ts'
import { openNotes, watchAndNote } from './noting.ts'
import { partiesOf } from './participants.ts'
import { openPursuit } from './pursuit.ts'
import { askByItem } from './question.ts'

export interface RecorderParts {
  readonly house: House
  readonly host: MediaHost
  readonly exchange: Pick<Exchange, 'peerOf'>
  readonly vault: Vault
  readonly shelf: Shelf
}

/**
 * Makes the nodes do what the committed state of each recording says, and nothing before it is committed
 * (RECORDING-20); notes what goes wrong on the way. It remembers nothing a restart could lose.
 */
export const createRecorder = (parts: RecorderParts) => {
  const { house, host } = parts
  const { db, log } = house
  /** The recordings under way, as they were committed last. */
  const under = new Map<string, Running>()
  const errands = createErrands((error) => log.error({ err: error }, 'a recording was not followed'))
  const note = openNotes(house)
  const watch = watchAndNote(house, { note, errands, restless: (id) => follow(id) })
  const pursuit = openPursuit(house, errands, carryOut({ ...parts, note, sinceMs: watch.sinceMs }))
  const { follow } = pursuit

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
    if (event.type === 'found') errands.run(compare())
  })

  return {
    learn: (changed: readonly Changed[]): void => {
      for (const change of changed) {
        if (change.kind === 'recording') learnState(change)
        if (change.kind === 'call' && change.state.phase === 'active')
          errands.run(askByItem(house, change.id))
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
      errands.run(compare())
    },
    close: async (): Promise<void> => {
      pursuit.close()
      stopListening()
      watch.close()
      await errands.done()
    },
  }
}
