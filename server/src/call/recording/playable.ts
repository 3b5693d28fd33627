import { element, float, longSize, readHead, unsigned } from './ebml.ts'
import type { Found } from './ebml.ts'
import { durationBytes, ids, seekHeadBytes } from './webm.ts'

/** A cluster of a file, as far as it is whole. */
interface Cluster {
  /** Where its head begins, and its content. */
  readonly at: number
  readonly content: number
  readonly end: number
  readonly ms: number
  readonly key: boolean
  /** The times of its blocks, ms from the file's beginning. */
  readonly blocks: readonly number[]
}

interface Layout {
  readonly segment: number
  readonly seekHead: number | null
  readonly duration: number | null
  readonly clusters: readonly Cluster[]
}

const wholeHead = (bytes: Buffer, at: number): (Found & { readonly end: number }) | null => {
  const found = readHead(bytes, at)
  if (found === null || found.end === null || found.end > bytes.length) return null
  return { ...found, end: found.end }
}

const readCluster = (bytes: Buffer, at: number, content: number): Cluster | null => {
  const time = wholeHead(bytes, content)
  if (time?.id !== ids.timestamp) return null
  const ms = bytes.readUIntBE(time.content, time.end - time.content)
  const blocks: number[] = []
  let key = false
  let end = time.end
  for (let next = wholeHead(bytes, end); next?.id === ids.block; next = wholeHead(bytes, end)) {
    if (blocks.length === 0) key = ((bytes[next.content + 3] ?? 0) & 0x80) !== 0
    blocks.push(ms + bytes.readInt16BE(next.content + 1))
    end = next.end
  }
  return blocks.length === 0 ? null : { at, content, end, ms, key, blocks }
}

const placeOf = (bytes: Buffer, id: number, from: number, to: number, size: number): number | null => {
  for (let at = from; at < to;) {
    const found = wholeHead(bytes, at)
    if (found === null) return null
    if (found.id === id && found.end - at === size) return at
    at = found.end
  }
  return null
}

/** Null when not even the head is whole. */
const read = (bytes: Buffer): Layout | null => {
  const head = wholeHead(bytes, 0)
  const segment = head?.id === ids.head ? readHead(bytes, head.end) : null
  if (segment?.id !== ids.segment) return null
  const clusters: Cluster[] = []
  let duration: number | null = null
  let at = segment.content
  for (let next = readHead(bytes, at); next !== null; next = readHead(bytes, at)) {
    if (next.id === ids.cluster) {
      const cluster = readCluster(bytes, at, next.content)
      if (cluster === null) break
      clusters.push(cluster)
      at = cluster.end
    } else {
      if (next.end === null || next.end > bytes.length) break
      if (next.id === ids.info) duration = placeOf(bytes, ids.void, next.content, next.end, durationBytes)
      at = next.end
    }
  }
  const first = clusters[0]?.at ?? bytes.length
  const seekHead = placeOf(bytes, ids.void, segment.content, first, seekHeadBytes)
  return { segment: segment.content, seekHead, duration, clusters }
}

/** As long as the last block but one, since nothing says how long the last one is shown. */
const lengthOf = (clusters: readonly Cluster[]): number => {
  const [before, last] = clusters.flatMap(({ blocks }) => blocks).slice(-2)
  return before === undefined ? 0 : last === undefined ? before : 2 * last - before
}

/** What a file as it was written needs to be one that a player can seek in. */
export interface Mending {
  /** As far as it is whole. */
  readonly end: number
  /** Sizes and length, where room was left for them. In order of their places. */
  readonly patches: readonly { readonly at: number; readonly bytes: Buffer }[]
  /** Cues, to be put behind. */
  readonly tail: Buffer
}

/** Looks through a file as it was written, cut off at any byte. Null when there is nothing to play. */
export const mendingOf = (written: Buffer): Mending | null => {
  const layout = read(written)
  if (layout === null) return null
  const { segment, seekHead, duration, clusters } = layout
  const end = clusters.at(-1)?.end
  if (end === undefined) return null
  const points = clusters.filter(({ key }) => key)
  const tail = element(ids.cues, ...points.map((each) => cuePoint(each.ms, each.at - segment)))
  const patches = [
    { at: segment - 8, bytes: longSize(end - segment + tail.length) },
    ...(seekHead === null ? [] : [{ at: seekHead, bytes: seekEntry(end - segment) }]),
    ...(duration === null ? [] : [{ at: duration, bytes: float(ids.duration, lengthOf(clusters)) }]),
    ...clusters.map(({ content, end: until }) => ({ at: content - 8, bytes: longSize(until - content) })),
  ]
  return { end, patches: patches.toSorted((a, b) => a.at - b.at), tail }
}

/**
 * Makes of a file as it was written, cut off at any byte, one that a player can seek in: what is not whole at its
 * end is left out, sizes and length are filled in where room was left, and cues are put behind. Null when there is
 * nothing to play.
 */
export const playable = (written: Buffer): Buffer | null => {
  const mending = mendingOf(written)
  if (mending === null) return null
  const bytes = Buffer.from(written.subarray(0, mending.end))
  for (const patch of mending.patches) patch.bytes.copy(bytes, patch.at)
  return Buffer.concat([bytes, mending.tail])
}

const seekEntry = (place: number): Buffer => {
  const [id, at] = [Buffer.alloc(4), Buffer.alloc(8)]
  id.writeUInt32BE(ids.cues)
  at.writeBigUInt64BE(BigInt(place))
  return element(ids.seekHead, element(0x4dbb, element(0x53ab, id), element(0x53ac, at)))
}

const cuePoint = (ms: number, place: number): Buffer =>
  element(0xbb, unsigned(0xb3, ms), element(0xb7, unsigned(0xf7, 1), unsigned(0xf1, place)))
