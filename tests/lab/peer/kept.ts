import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { createLog } from '@farwindow/server/log.ts'
import { verifyChain } from '@farwindow/server/record/verify.ts'
import { openDatabase } from '@farwindow/server/store/database.ts'
import type { Gap, KeptSegment, Pause, RecordingState } from '@farwindow/shared/recording/state.ts'
import { readWebm } from '../../pure/webm.ts'
import { openStaff } from '../../serving/page.ts'
import type { World } from '../world.ts'

/** One file of a recording as a supervisor gets it: when each of its blocks that came was taken, ms since the epoch. */
export interface KeptFile {
  readonly segment: KeptSegment
  readonly blocks: readonly number[]
}

/** A recording that is over, with all that can be proved of it. */
export interface KeptRecording {
  readonly consentedAt: number
  readonly consents: number
  /** Every file opened under its seal, was played whole, and has the digest its manifest names. */
  readonly files: readonly KeptFile[]
  /** Everything that is noted to lack, in the state and in the manifest of the chain. */
  readonly gaps: readonly Gap[]
  readonly pauses: readonly Pause[]
  readonly chain: Awaited<ReturnType<typeof verifyChain>>
}

type Kept = Extract<RecordingState, { phase: 'kept' }>

const waitMs = 30_000
const pollMs = 200

/** What the chain says each run lacked, with whose stream it was. */
const namedIn = (data: object, followed: Kept['followed']): Gap[] => {
  // Written by the desk from the manifest.
  const { gaps } = data as { gaps: readonly (Omit<Gap, 'side'> & { peerId: string })[] }
  return gaps.map(({ peerId, ...gap }) => {
    const side = followed.find((each) => each.peerId === peerId)?.side
    return { ...gap, ...(side === undefined ? {} : { side }) }
  })
}

/** Resolves when so many streams of a recording have brought something to the disk. */
export const onDisk = async (world: World, id: string, streams: number): Promise<void> => {
  const dir = path.join(world.programs.recordingsDir, id)
  const grown = async (): Promise<number> => {
    const names = await readdir(dir, { recursive: true }).catch(() => [])
    const files = names.filter((name) => name.endsWith('.fwr'))
    const sizes = await Promise.all(files.map(async (name) => (await stat(path.join(dir, name))).size))
    return sizes.filter((bytes) => bytes > 0).length
  }
  for (const end = performance.now() + waitMs; (await grown()) < streams;) {
    if (performance.now() > end) throw new Error('nothing is recorded')
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
}

/** Waits until a recording is closed, and reads all of it as a supervisor would, and its chain. Throws at what does not open. */
export const readKept = async (world: World, id: string): Promise<KeptRecording> => {
  const db = openDatabase(world.database.url, createLog('silent'))
  const stateOf = async (): Promise<RecordingState> => {
    const row = db.selectFrom('subject').select('state').where('kind', '=', 'recording').where('id', '=', id)
    // Written by the desk.
    return (await row.executeTakeFirstOrThrow()).state as RecordingState
  }
  const eventsOf = (name: string) =>
    db
      .selectFrom('event')
      .select('data')
      .where('kind', '=', 'recording')
      .where('id', '=', id)
      .where('name', '=', name)
      .execute()
  const kept = async (): Promise<Kept> => {
    for (const end = performance.now() + waitMs; ;) {
      const state = await stateOf()
      if (state.phase === 'kept') return state
      if (performance.now() > end) throw new Error(`the recording is ${state.phase}, not kept`)
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  }
  try {
    const { segments, consentedAt, gaps, pauses, followed } = await kept()
    const supervisor = await openStaff(world.url, 'supervisor', 'shen', demonstrationPassword)
    const read = async (segment: KeptSegment): Promise<KeptFile> => {
      const name = `${segment.partId}/${segment.file}`
      const lying = await readFile(path.join(world.programs.recordingsDir, id, name))
      if (createHash('sha256').update(lying).digest('hex') !== segment.sha256)
        throw new Error(`${name} is not what its manifest says`)
      const answer = await supervisor.get(`/recordings/supervisor/${id}/${name}`)
      if (answer.status !== 200) throw new Error(`${name} is answered ${answer.status}`)
      const { blocks } = readWebm(Buffer.from(await answer.arrayBuffer()))
      // What only fills a loss (RFC 6716, 3.2.1) is a byte.
      const came = blocks.filter(({ data }) => data.length > 1)
      return { segment, blocks: came.map(({ ms }) => segment.beganAt + ms) }
    }
    const files: KeptFile[] = []
    // Cut off before its first whole block: nothing to play, and nobody was told of more.
    for (const segment of segments)
      if (segment.whole || segment.bytes > 4_000) files.push(await read(segment))
    supervisor.disconnect()
    const [closed] = await eventsOf('closed')
    return {
      consentedAt,
      consents: (await eventsOf('agreed')).length,
      files,
      gaps: [...gaps, ...namedIn(closed?.data ?? {}, followed)],
      pauses,
      chain: await verifyChain(db, 'recording', id),
    }
  } finally {
    await db.destroy()
  }
}

/** Some time. */
export interface Stretch {
  readonly fromAt: number
  readonly toAt: number
}

/** A hole shorter than this may be a busy machine's. */
export const leastMs = 1_000
/** How far a note may be off: what was not on the disk yet, and when it was heard. */
const offMs = 1_200

/** Where the sound of one side has no block for a second or longer. */
export const silencesOf = ({ files }: KeptRecording, side: 'applicant' | 'clerk'): Stretch[] => {
  const times = files
    .filter(({ segment }) => segment.side === side && segment.source === 'microphone')
    .flatMap(({ blocks }) => blocks)
    .sort((a, b) => a - b)
  return times.flatMap((toAt, n) => {
    const fromAt = times[n - 1] ?? toAt
    return toAt - fromAt >= leastMs ? [{ fromAt, toAt }] : []
  })
}

/** What the record says of this side's sound in a stretch that it lacks; null when it does not say of all of it. */
export const notesOf = (
  { gaps, pauses }: KeptRecording,
  side: 'applicant' | 'clerk',
  stretch: Stretch,
): string | null => {
  const about = gaps.filter((gap) => (gap.side ?? side) === side && gap.source !== 'camera')
  const notes = [...about, ...pauses.map((pause) => ({ ...pause, why: 'paused' }))]
    .map(({ fromAt, toAt = Infinity, why }) => ({ fromAt, toAt, why }))
    .filter(({ fromAt, toAt }) => fromAt < stretch.toAt && toAt > stretch.fromAt)
    .sort((a, b) => a.fromAt - b.fromAt)
  if (notes.length === 0) return null
  let until = stretch.fromAt + offMs
  for (const { fromAt, toAt } of notes) if (fromAt <= until && toAt > until) until = toAt
  if (until < stretch.toAt - offMs) return null
  return [...new Set(notes.map(({ why }) => why))].join(', ')
}
