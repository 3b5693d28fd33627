import { mendingOf } from './playable.ts'
import type { Mending } from './playable.ts'
import { unseal, unsealChunk } from './seal.ts'
import type { SealedChunk } from './seal.ts'
import type { Shelf } from './shelf.ts'

/** A finished file of a recording, ready for a player that asks for any part of it. */
export interface Reel {
  /** Of the file as a player gets it. */
  readonly bytes: number
  readonly type: string
  /** In the clear, from `from` to before `to`. Throws when the file is not what it was. */
  read(key: Uint8Array, range: { readonly from: number; readonly to: number }): AsyncIterable<Buffer>
}

interface FileName {
  readonly recordingId: string
  /** `<partId>/001-camera.fwr` */
  readonly name: string
}

const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

/** The patches over the bytes of the file that begin at `from`. */
const patch = (bytes: Buffer, from: number, { patches }: Mending): Buffer => {
  const to = from + bytes.length
  for (const each of patches) {
    if (each.at >= to) break
    if (each.at + each.bytes.length <= from) continue
    const skipped = Math.max(0, from - each.at)
    each.bytes.copy(bytes, each.at + skipped - from, skipped)
  }
  return bytes
}

/** Chunks that are read at once: a player asks for megabytes. */
const atOnce = 16

/**
 * Opens a file: once through it from the first byte to the last, to see that it is whole and where what lies; from
 * then on each part is read and unsealed by itself. Null when it is not there, not ours, or has nothing to play.
 */
export const openReel = async (shelf: Shelf, key: Uint8Array, file: FileName): Promise<Reel | null> => {
  const { recordingId, name } = file
  const sealedBytes = (await shelf.list(recordingId)).find((each) => each.name === name)?.bytes
  if (sealedBytes === undefined) return null
  const label = `${recordingId}/${name}`
  const sealed = await collect(shelf.read(recordingId, name, { from: 0, to: sealedBytes }))
  const opened = unseal(key, label, sealed)
  const mending = opened.ok ? mendingOf(opened.bytes) : null
  if (!opened.ok || mending === null) return null
  const { chunks } = opened
  const { end, tail } = mending

  const some = async (key: Uint8Array, first: number, wanted: readonly SealedChunk[]): Promise<Buffer> => {
    const [from, to] = [wanted[0]?.at ?? 0, wanted.at(-1)?.end ?? 0]
    const lying = await collect(shelf.read(recordingId, name, { from, to }))
    const clear = wanted.map((each, n) => {
      const bytes = unsealChunk(key, label, first + n, lying.subarray(each.at - from, each.end - from))
      if (bytes === null) throw new Error(`a chunk of ${label} does not open any more`)
      return bytes
    })
    return patch(Buffer.concat(clear), wanted[0]?.from ?? 0, mending)
  }

  return {
    bytes: end + tail.length,
    type: name.endsWith('-microphone.fwr') ? 'audio/webm' : 'video/webm',
    read: async function* (key, { from, to }) {
      const until = Math.min(to, end)
      const within = chunks.flatMap((each, n) => (each.to > from && each.from < until ? [n] : []))
      for (let n = 0; n < within.length; n += atOnce) {
        const first = within[n] ?? 0
        const wanted = chunks.slice(first, first + Math.min(atOnce, within.length - n))
        const begins = wanted[0]?.from ?? 0
        const bytes = await some(key, first, wanted)
        yield bytes.subarray(Math.max(0, from - begins), Math.max(0, until - begins))
      }
      if (to > end) yield tail.subarray(Math.max(0, from - end), to - end)
    },
  }
}
