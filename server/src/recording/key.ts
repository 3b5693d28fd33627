import type { House } from '../house.ts'
import type { Vault } from '../record/vault.ts'
import type { Work } from '../store/commit.ts'
import { look } from '../store/list.ts'

/* Each recording has a key of its own, kept as the keys of visits are: wrapped by the master key (RECORDING-24). */

/** Makes the recording's key, in the commit that permits the recording. */
export const makeKey = (work: Work, vault: Vault, recordingId: string): void =>
  work.create(
    'vault',
    recordingId,
    { phase: 'kept', wrappedKey: vault.newKey(recordingId).wrapped },
    { name: 'made' },
  )

/** The key in the clear, to be wiped after use; null when it was shredded or does not open, which is logged. */
export const openKey = async (house: House, vault: Vault, recordingId: string): Promise<Buffer | null> => {
  const kept = await look(house.db, 'vault', recordingId)
  if (kept?.phase !== 'kept') return null
  const key = vault.reveal({ visitId: recordingId, wrapped: kept.wrappedKey })
  if (key.ok) return key.bytes
  house.log.error({ recordingId, broken: key.broken }, 'the key of a recording does not open')
  return null
}

/** Forgets the key: whatever was sealed with it is noise from then on. Forgetting twice is no error. */
export const shredKey = async (work: Work, vault: Vault, recordingId: string): Promise<void> => {
  const kept = await work.load('vault', recordingId)
  if (kept?.state.phase !== 'kept') return
  const { wrapped } = vault.shred({ visitId: recordingId, wrapped: kept.state.wrappedKey })
  work.save(kept, { phase: 'shredded', wrappedKey: wrapped }, { name: 'shredded' })
}
