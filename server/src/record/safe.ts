import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { House } from '../house.ts'
import { list, look } from '../store/list.ts'
import type { Files } from './files.ts'
import type { Vault, VisitKey } from './vault.ts'

/** Where evidence is kept: sealed by the vault, as bytes in the store. */
export interface Safe {
  readonly vault: Vault
  readonly files: Files
}

/** Below this every visit has a folder. */
export const sealedFolder = 'visits'
/** Ids may begin with a sign no key begins with. */
const keyOf = (visitId: string, fileId: string): string => `${sealedFolder}/v${visitId}/f${fileId}`
/** What a key was made for, or null when it is no file's. */
export const fileOf = (key: string): { readonly visitId: string; readonly fileId: string } | null => {
  const [, visitId, fileId] = /^visits\/v([^/]+)\/f([^/]+)$/.exec(key) ?? []
  return visitId === undefined || fileId === undefined ? null : { visitId, fileId }
}

/**
 * The visit's key; the first call makes it (VAULT-1). It is committed before anything is sealed with it, or two
 * first files at once would be sealed with two keys. Refuses `wrongState` once it has been shredded.
 */
export const visitKey = (house: House, { vault }: Safe, visitId: string): Promise<Outcome<VisitKey>> =>
  house.commit({ by: { role: 'system' } }, async (work) => {
    const kept = await work.load('vault', visitId)
    if (kept?.state.phase === 'shredded') return work.refuse({ code: 'wrongState', detail: ['shredded'] })
    if (kept !== null) return { visitId, wrapped: kept.state.wrappedKey }
    const key = vault.newKey(visitId)
    const state = { phase: 'kept', wrappedKey: key.wrapped } as const
    work.create('vault', visitId, state, { name: 'made' }, { visitId })
    return key
  })

/** A file's bytes before they are stored. */
export interface Sheet {
  readonly id: string
  readonly bytes: Uint8Array
}

/** Bytes that are stored, and the file they are to become. */
export interface Kept {
  readonly id: string
  readonly key: string
}

/** Seals the bytes of one visit's files and stores them all or none, in their order. */
export const store = async (
  house: House,
  safe: Safe,
  visitId: string,
  sheets: readonly Sheet[],
): Promise<Outcome<Kept[]>> => {
  const key = await visitKey(house, safe, visitId)
  if (!key.ok) return key
  const kept: Kept[] = []
  for (const { id, bytes } of sheets) {
    const sealed = safe.vault.seal(key.value, { kind: 'file', id }, bytes)
    if (!sealed.ok) throw new Error(`a file could not be sealed: ${sealed.broken}`)
    const stored = await safe.files.put(keyOf(visitId, id), sealed.bytes)
    if (!stored.ok) {
      await discard(safe, kept)
      return stored
    }
    kept.push({ id, key: keyOf(visitId, id) })
  }
  return ok(kept)
}

const discard = async (safe: Safe, stored: readonly { readonly key: string }[]): Promise<void> => {
  for (const { key } of stored) await safe.files.delete(key)
}

/** Deletes the bytes of a visit's files that were taken back or replaced, also those a crash left behind. */
export const sweep = async (house: House, safe: Safe, visitId: string): Promise<void> => {
  const removed = await list(house.db, 'file', { visitId, phases: ['removed'] })
  await discard(
    safe,
    removed.map(({ state }) => state),
  )
}

/**
 * Runs the commit that makes stored bytes files. When it wrote nothing, or gave an earlier run's answer, the bytes go
 * again; while nobody can tell whether it wrote, they stay (RECORD-4).
 */
export const orDiscard = async <T>(
  house: House,
  safe: Safe,
  kept: readonly Kept[],
  commit: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  const outcome = await commit().catch(async (error: unknown) => {
    await discard(safe, kept)
    throw error
  })
  const isDoubtful = !outcome.ok && outcome.refusal.code === 'unavailable'
  const [first] = kept
  if (isDoubtful || first === undefined) return outcome
  const isWritten = outcome.ok && (await look(house.db, 'file', first.id)) !== null
  if (!isWritten) await discard(safe, kept)
  return outcome
}

/** The bytes of a stored file in the clear. Refuses `internal`, with a line in the log, when they do not open. */
export const readFile = async (
  house: House,
  safe: Safe,
  file: { readonly id: string; readonly visitId: string; readonly key: string },
): Promise<Outcome<Uint8Array>> => {
  const key = await visitKey(house, safe, file.visitId)
  if (!key.ok) return refuse('notFound')
  const sealed = await safe.files.get(file.key)
  const opened = sealed === null ? null : safe.vault.open(key.value, { kind: 'file', id: file.id }, sealed)
  if (opened?.ok === true) return ok(opened.bytes)
  house.log.error({ file: file.id, broken: opened?.broken ?? 'missing' }, 'a stored file does not open')
  return refuse('internal', file.id)
}
