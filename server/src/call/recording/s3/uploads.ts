import { readdir, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { digest, foldersIn, isOver, linesOf, noteIn } from '../folder.ts'
import type { Found, JournalLine } from '../manifest.ts'
import type { Store } from '../recordings.ts'
import { storeFile } from './upload.ts'

/** Brings finished files from the disk to where recordings are stored, one after the other, and begins again after faults. */
export interface Uploads {
  /** Something of a recording is finished. */
  look(recordingId: string): void
  /** Ends after the request that is under way. */
  close(): Promise<void>
}

/** Tried again after this, and later and later up to the longest. */
const retryMs = 1_000
const longestRetryMs = 60_000
/** So many recordings in a row that cannot be stored: it is the store. */
const mostFailures = 3
/** A journal without files is kept as long as a desk may ask for the manifest. */
const journalKeptMs = 2 * 86_400_000
const sweepMs = 6 * 3_600_000

/** `isWriting`: whether files of a run are still being written by this process. */
export const openUploads = (
  root: string,
  { bucket, failed }: Store,
  isWriting: (partId: string) => boolean,
): Uploads => {
  const wanted = new Set<string>()
  let closed = false
  let faults = 0
  let retry: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  /** A file as it will stay; null when it is still written, or not there. */
  const finishedFile = async (
    dir: string,
    lines: readonly JournalLine[],
    file: string,
  ): Promise<Found | null> => {
    const known = lines.find((each) => (each.type === 'closed' || each.type === 'cut') && each.file === file)
    if (known?.type === 'closed' || known?.type === 'cut') return known
    if (isWriting(path.basename(dir))) return null
    const found = await digest(path.join(dir, file))
    if (found !== null) await noteIn(dir, { type: 'cut', file, ...found })
    return found
  }

  /** Stores what is finished of one run, and lets go what is stored of a run that is over. */
  const storeRun = async (recordingId: string, partId: string): Promise<void> => {
    const dir = path.join(root, recordingId, partId)
    const lines = await linesOf(dir)
    const stored = new Set(lines.flatMap((each) => (each.type === 'stored' ? [each.file] : [])))
    const changed: string[] = []
    for (const each of lines) {
      if (each.type !== 'opened' || closed) continue
      const { file } = each
      const local = path.join(dir, file)
      if (!stored.has(file)) {
        const finished = await finishedFile(dir, lines, file)
        if (finished === null) continue
        const key = `${recordingId}/${partId}/${file}`
        if (await storeFile(bucket, key, { path: local, ...finished }))
          await noteIn(dir, { type: 'stored', file })
        else {
          changed.push(key)
          continue
        }
      }
      if (isOver(lines)) await rm(local, { force: true })
    }
    if (changed.length > 0) throw new Error(`not what was recorded any more: ${changed.join(', ')}`)
  }

  /** One after the other; when it fails again and again the rest waits, too. */
  const pass = async (): Promise<void> => {
    let error: unknown
    let failures = 0
    // As it is now: what fails comes back to its end.
    const now = Array.from(wanted)
    for (const recordingId of now) {
      if (closed || failures >= mostFailures) break
      wanted.delete(recordingId)
      try {
        for (const partId of await foldersIn(path.join(root, recordingId)))
          await storeRun(recordingId, partId)
      } catch (fault) {
        // Behind the others, so that none can keep them waiting.
        wanted.add(recordingId)
        error = fault
        failures += 1
      }
    }
    faults = failures === 0 ? 0 : faults + 1
    if (closed || faults === 0) return
    const againMs = Math.min(longestRetryMs, retryMs * 2 ** (faults - 1))
    failed(error, againMs)
    retry = setTimeout(go, againMs)
  }
  const go = (): void => {
    if (closed || running !== undefined) return
    clearTimeout(retry)
    retry = undefined
    running = pass().finally(() => {
      running = undefined
      // Something may have been wanted at its very end.
      if (wanted.size > 0 && retry === undefined) go()
    })
  }

  /** Everything that lies there; journals of what was stored long ago go. */
  const sweep = async (): Promise<void> => {
    for (const recordingId of await foldersIn(root)) {
      for (const partId of await foldersIn(path.join(root, recordingId))) {
        const dir = path.join(root, recordingId, partId)
        if (!isWriting(partId) && (await isOld(dir))) await rm(dir, { recursive: true, force: true })
      }
      // Only when nothing is in it.
      await rmdir(path.join(root, recordingId)).catch(() => undefined)
      wanted.add(recordingId)
    }
    if (retry === undefined) go()
  }
  const sweeping = setInterval(() => void sweep(), sweepMs)
  const swept = sweep()

  return {
    look: (recordingId) => {
      wanted.add(recordingId)
      if (retry === undefined) go()
    },
    close: async () => {
      closed = true
      clearTimeout(retry)
      clearInterval(sweeping)
      await swept
      await running
    },
  }
}

/** Over, nothing left but its journal, and nothing noted for long. */
const isOld = async (dir: string): Promise<boolean> => {
  if (!isOver(await linesOf(dir))) return false
  const [first, ...files] = await readdir(dir)
  return (
    first !== undefined &&
    files.length === 0 &&
    Date.now() - (await stat(path.join(dir, first))).mtimeMs > journalKeptMs
  )
}
