import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { appendFile, mkdir, open, readFile, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { manifestOf, readJournal } from './manifest.ts'
import type { Found, JournalLine, RecordingPart } from './manifest.ts'

/* Where recordings lie: a folder for each recording, in it one for each run, in it the journal and the files. */

const journalName = 'journal.jsonl'

/** What the journal of a run says by now; nothing where there is none. */
export const linesOf = async (dir: string): Promise<JournalLine[]> =>
  readJournal(await readFile(path.join(dir, journalName), 'utf8').catch(() => ''))

/** Adds a line beside whoever writes the journal. */
export const noteIn = (dir: string, line: JournalLine): Promise<void> =>
  // Whatever was cut off before it has a line of its own.
  appendFile(path.join(dir, journalName), `\n${JSON.stringify(line)}\n`)

/** The journal of one run, open for writing. Lines are on the disk when `flush` resolves. */
export interface Journal {
  readonly dir: string
  note(line: JournalLine): void
  flush(): Promise<void>
  close(): Promise<void>
}

export const openJournal = async (root: string, recordingId: string, partId: string): Promise<Journal> => {
  const dir = path.join(root, recordingId, partId)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const handle = await open(path.join(dir, journalName), 'ax', 0o600)
  let lines: string[] = []
  let waiting = Buffer.alloc(0)
  let busy: Promise<void> = Promise.resolve()
  const put = async (): Promise<void> => {
    waiting = Buffer.concat([waiting, Buffer.from(lines.join(''))])
    lines = []
    if (waiting.length === 0) return
    // What the disk does not take now is tried again; of a line it may take a part.
    try {
      while (waiting.length > 0) waiting = waiting.subarray((await handle.write(waiting)).bytesWritten)
      await handle.datasync()
    } catch {}
  }
  const flush = (): Promise<void> => (busy = busy.then(put))
  return {
    dir,
    note: (line) => void lines.push(`${JSON.stringify(line)}\n`),
    flush,
    close: async () => {
      await flush()
      await handle.close()
    },
  }
}

/** A file as it lies there; null when there is none. */
export const digest = async (file: string): Promise<Found | null> => {
  try {
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(file)) hash.update(chunk)
    return { bytes: (await stat(file)).size, sha256: hash.digest('hex') }
  } catch {
    // Begun, but killed before its first byte.
    return null
  }
}

/** The manifest of a run, with what nobody closed as it lies there. Null when there is none. */
const readPart = async (dir: string): Promise<RecordingPart | null> => {
  const lines = await linesOf(dir)
  const closed = new Set(lines.flatMap((each) => (each.type === 'closed' ? [each.file] : [])))
  const found = new Map<string, Found>(
    lines.flatMap((each) => (each.type === 'cut' ? [[each.file, each] as const] : [])),
  )
  for (const each of lines) {
    if (each.type !== 'opened' || closed.has(each.file) || found.has(each.file)) continue
    const about = await digest(path.join(dir, each.file))
    if (about !== null) found.set(each.file, about)
  }
  return manifestOf(lines, found)
}

export const foldersIn = async (dir: string): Promise<string[]> => {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

/** All runs of a recording, in the order they began. */
export const partsOf = async (root: string, recordingId: string): Promise<RecordingPart[]> => {
  const names = await foldersIn(path.join(root, recordingId))
  const parts = await Promise.all(names.map((name) => readPart(path.join(root, recordingId, name))))
  return parts.filter((part) => part !== null).toSorted((a, b) => a.beganAt - b.beganAt)
}

/** Nothing is added to the run, and its manifest was told. */
export const isOver = (lines: readonly JournalLine[]): boolean =>
  lines.some(({ type }) => type === 'ended' || type === 'settled')

/** The runs of a recording that nobody ended, and whose manifest nobody got. */
const openEnds = async (root: string, recordingId: string): Promise<string[]> => {
  const names = await foldersIn(path.join(root, recordingId))
  const runs = names.map((name) => path.join(root, recordingId, name))
  const all = await Promise.all(runs.map(linesOf))
  return runs.filter((_, n) => !isOver(all[n] ?? []))
}

/** The recordings of processes before this one that nobody ended. */
export const unfinished = async (root: string): Promise<string[]> => {
  const ids = await foldersIn(root)
  const ends = await Promise.all(ids.map((id) => openEnds(root, id)))
  return ids.filter((_, n) => (ends[n] ?? []).length > 0)
}

/** What was cut off is known from now on. Only of recordings that are not under way. */
export const settle = async (root: string, recordingId: string): Promise<void> => {
  for (const dir of await openEnds(root, recordingId)) await noteIn(dir, { type: 'settled' })
}
