import type { Running } from '@farwindow/shared/recording/state.ts'
import type { MediaHost } from '../call/host.ts'
import type { Exchange } from '../call/exchange.ts'
import type { Shelf } from '../call/recording/shelf.ts'
import type { House } from '../house.ts'
import type { Vault } from '../record/vault.ts'
import { look } from '../store/list.ts'
import { eraseRecording, finishRecording } from './finish.ts'
import { openKey } from './key.ts'
import type { Note } from './noting.ts'
import { takingPart } from './participants.ts'

interface CarryOutParts {
  readonly house: House
  readonly host: MediaHost
  readonly exchange: Pick<Exchange, 'peerOf'>
  readonly vault: Vault
  readonly shelf: Shelf
  readonly note: Note
  /** How long ago this recording was last heard of, ms. */
  readonly sinceMs: (id: string) => number
}

/** Does what the committed state of a recording asks the nodes for; false when it has to be tried again. */
export const carryOut = ({
  house,
  host,
  exchange,
  vault,
  shelf,
  note,
  sinceMs,
}: CarryOutParts): ((id: string) => Promise<boolean>) => {
  const { db, log } = house

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
    if (
      state.gaps.some(({ why, toAt, source }) => why === 'disk' && toAt === undefined && source === undefined)
    )
      await note(id, (at) => ({ type: 'gapEnded', at, gap: { why: 'disk' } }))
    const silentMs = sinceMs(id)
    await note(id, (at) => ({
      type: 'began',
      at,
      partId: begun.value.partId,
      since: Math.round(at - silentMs),
    }))
    const resumed = await host.resumeRecording({ recordingId: id })
    return resumed.ok && peers.length === people.length
  }

  return async (id): Promise<boolean> => {
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
}
