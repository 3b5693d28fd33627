import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { sealer } from './seal.ts'

/** A file that is sealed as it grows. Appending never waits; `flush` brings it to the disk. */
export interface SealedFile {
  append(bytes: Buffer): void
  /** Resolves when what was appended has reached the disk, or could not: then it is tried again the next time. */
  flush(): Promise<void>
  /** Bytes that have reached the disk. */
  written(): number
  /** The disk did not take it for so long that some was let go: nothing more is taken, a new file has to begin. */
  isOver(): boolean
  /** Seals the end. Rejects when it cannot be written. */
  close(): Promise<{ readonly bytes: number; readonly sha256: string }>
}

/** How often what was written is made to survive a power cut, too. */
const syncMs = 900
/** What waits at most for a disk that does not take it. */
const mostWaiting = 16 * 1024 * 1024

/** `name` is what the seal is bound to. The file is made with the first flush. */
export const openSealedFile = (path: string, key: Uint8Array, name: string): SealedFile => {
  const seal = sealer(key, name)
  const hash = createHash('sha256')
  let parts: Buffer[] = []
  let partsBytes = 0
  let over = false
  let sealed: Buffer = Buffer.alloc(0)
  let written = 0
  let syncedAt = 0
  let handle: FileHandle | undefined
  let busy: Promise<void> = Promise.resolve()

  const put = async (last: boolean): Promise<void> => {
    const taken = Buffer.concat(parts)
    parts = []
    partsBytes = 0
    if (taken.length > 0 || last) {
      const more = seal(taken, last)
      sealed = sealed.length === 0 ? more : Buffer.concat([sealed, more])
    }
    if (sealed.length === 0) return
    handle ??= await open(path, 'wx', 0o600)
    // At its place, so that a write that was cut short is done over.
    while (sealed.length > 0) {
      const { bytesWritten } = await handle.write(sealed, 0, sealed.length, written)
      hash.update(sealed.subarray(0, bytesWritten))
      written += bytesWritten
      sealed = sealed.subarray(bytesWritten)
    }
    // Written is safe from the end of this process, synced from that of the machine: the latter is dear.
    if (!last && performance.now() - syncedAt < syncMs) return
    syncedAt = performance.now()
    await handle.datasync()
  }
  const next = (last: boolean): Promise<void> => {
    const done = busy.then(() => put(last))
    busy = done.catch(() => undefined)
    return done
  }

  return {
    append: (bytes) => {
      over ||= partsBytes + sealed.length > mostWaiting
      if (over) return
      parts.push(bytes)
      partsBytes += bytes.length
    },
    flush: () => next(false).catch(() => undefined),
    written: () => written,
    isOver: () => over,
    close: async () => {
      try {
        await next(true)
      } finally {
        await handle?.close()
      }
      return { bytes: written, sha256: hash.digest('hex') }
    },
  }
}
