import path from 'node:path'
import { openSealedFile } from './file.ts'
import type { SealedFile } from './file.ts'
import type { Journal } from './folder.ts'
import type { RecordedStream } from './manifest.ts'
import type { SegmentSink } from './segmenter.ts'

/** Where one stream's files go, one after the other. */
export interface StreamFiles {
  readonly sink: SegmentSink
  /** On the disk, over all of them. */
  bytes(): number
  flush(): Promise<void>
  /** The disk did not take the present one for too long: a new one has to begin. */
  isOver(): boolean
  /** The disk takes nothing at the moment. */
  isStuck(): boolean
}

/** The files of one run of a recording, and what its journal says of them. */
export interface Segments {
  of(stream: RecordedStream): StreamFiles
  /** Resolves when every file that was ended is closed, and the journal says so. */
  closed(): Promise<void>
}

export interface SegmentsPlan {
  readonly recordingId: string
  readonly partId: string
  readonly key: Buffer
  readonly journal: Journal
  /** ms since the epoch. */
  readonly now: () => number
  /** A file is done; the journal says so. */
  readonly finished: () => void
}

export const openSegments = (plan: SegmentsPlan): Segments => {
  const { recordingId, partId, key, journal, now, finished } = plan
  const closing = new Set<Promise<void>>()
  let files = 0

  const open = (source: RecordedStream['source']) => {
    files += 1
    const name = `${String(files).padStart(3, '0')}-${source}.fwr`
    const file = openSealedFile(path.join(journal.dir, name), key, `${recordingId}/${partId}/${name}`)
    return { file, name }
  }

  type About = Parameters<SegmentSink['end']>[0]
  const close = async (
    file: SealedFile,
    name: string,
    { peerId, source }: RecordedStream,
    { lastAt, lostPackets }: About,
  ): Promise<void> => {
    try {
      const sealed = await file.close()
      journal.note({ type: 'closed', file: name, endedAt: lastAt, lostPackets, ...sealed })
    } catch {
      // What could not be written is no whole segment: it stays without a `closed`.
      const fromAt = Math.min(lastAt, now() - file.stuckMs())
      journal.note({ type: 'gap', peerId, source, fromAt, toAt: lastAt, why: 'disk' })
    }
  }

  const end = (...about: Parameters<typeof close>): void => {
    const closed = close(...about)
    closing.add(closed)
    void closed.then(async () => {
      closing.delete(closed)
      await journal.flush()
      finished()
    })
  }

  return {
    of: (stream) => {
      const { peerId, source } = stream
      let current: ReturnType<typeof open> | undefined
      let before = 0
      return {
        sink: {
          begin: ({ codec, size }, at) => {
            current = open(source)
            journal.note({
              type: 'opened',
              file: current.name,
              peerId,
              source,
              codec,
              ...(size === undefined ? {} : { size }),
              beganAt: at,
            })
          },
          write: (bytes) => current?.file.append(bytes),
          end: (about) => {
            if (current === undefined) return
            const { file, name } = current
            current = undefined
            end(file, name, stream, about)
            before += file.written()
          },
          gap: (gap) => journal.note({ type: 'gap', peerId, source, ...gap }),
        },
        bytes: () => before + (current?.file.written() ?? 0),
        flush: async () => current?.file.flush(),
        isOver: () => current?.file.isOver() ?? false,
        isStuck: () => (current?.file.stuckMs() ?? 0) > 0,
      }
    },
    closed: async () => {
      while (closing.size > 0) await Promise.all(closing)
    },
  }
}
