import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'

/**
 * Where bytes are kept by key. A key is a path of at most five names (`visit/4f…/9a…`); another key is a mistake
 * of ours and throws. What `put` answered with success survives a power cut (VAULT-5).
 */
export interface Files {
  /** Refuses `unavailable` (detail `diskFull`) when there is no room; then nothing of it is kept. */
  put(key: string, bytes: Uint8Array): Promise<Outcome<null>>
  /** Null when there is nothing under this key. */
  get(key: string): Promise<Buffer | null>
  /** Whether there was something to delete. */
  delete(key: string): Promise<boolean>
  /** The keys below a folder, sorted. */
  list(folder: string): Promise<string[]>
  /** Those among the keys two levels below a folder that were put from `from` to before `to` (ms since the epoch). */
  putBetween(folder: string, span: { readonly from: number; readonly to: number }): Promise<string[]>
}

const keyShape = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\/[A-Za-z0-9][A-Za-z0-9_-]{0,99}){0,4}$/
/** Half-written files lie here; no key reaches it, for no name begins with a dot. */
const incoming = '.incoming'
/** An unfinished file this old belongs to a process that died. */
const forgottenMs = 3_600_000

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(String(codeOf(error)))

/** Null instead of the error that says there is no such file. */
const orNothing = async <T>(wanted: Promise<T>): Promise<T | null> => {
  try {
    return await wanted
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Makes the entries of a directory survive a power cut. */
const syncDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const writeAndSync = async (file: string, bytes: Uint8Array): Promise<void> => {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Creates the directory and syncs every parent that got a new entry. */
const makeDirectory = async (root: string, directory: string): Promise<void> => {
  const first = await mkdir(directory, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let each = path.dirname(directory); each.startsWith(root); each = path.dirname(each))
    await syncDirectory(each)
}

const sweep = async (directory: string, now: number): Promise<void> => {
  for (const name of await readdir(directory)) {
    const file = path.join(directory, name)
    const found = await orNothing(stat(file))
    if (found !== null && found.mtimeMs < now - forgottenMs) await rm(file, { force: true })
  }
}

/** The names in a directory; none when there is none, or it is a file. */
const namesIn = (directory: string): Promise<string[]> => readdir(directory).catch(() => [])
const changedAt = async (place: string): Promise<number> => (await orNothing(stat(place)))?.mtimeMs ?? -1

/** Files in a directory of this machine, which is created when missing. `now`: ms since the epoch. */
export const openFiles = async (directory: string, now: number): Promise<Files> => {
  const root = path.resolve(directory)
  const unfinished = path.join(root, incoming)
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await sweep(unfinished, now)

  const place = (key: string): string => {
    if (!keyShape.test(key)) throw new RangeError(`not a key: ${key}`)
    return path.join(root, key)
  }
  return {
    put: async (key, bytes) => {
      const target = place(key)
      const half = path.join(unfinished, randomUUID())
      try {
        await writeAndSync(half, bytes)
        await makeDirectory(root, path.dirname(target))
        await rename(half, target)
        await syncDirectory(path.dirname(target))
        return ok(null)
      } catch (error) {
        await rm(half, { force: true })
        if (isFull(error)) return refuse('unavailable', 'diskFull')
        throw error
      }
    },
    get: (key) => orNothing(readFile(place(key))),
    delete: async (key) => (await orNothing(rm(place(key)).then(() => true))) ?? false,
    list: async (folder) => {
      const entries = await orNothing(readdir(place(folder), { recursive: true, withFileTypes: true }))
      return (entries ?? [])
        .filter((entry) => entry.isFile())
        .map((entry) =>
          path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
        )
        .sort()
    },
    putBetween: async (folder, { from, to }) => {
      const found: string[] = []
      const folders = (await namesIn(place(folder))).map((name) => `${folder}/${name}`)
      for (const each of folders) {
        // Putting a file changes its folder: one that has not changed since holds nothing newer.
        if ((await changedAt(path.join(root, each))) < from) continue
        for (const name of await namesIn(path.join(root, each))) {
          const key = `${each}/${name}`
          const at = await changedAt(path.join(root, key))
          if (keyShape.test(key) && at >= from && at < to) found.push(key)
        }
      }
      return found
    },
  }
}
