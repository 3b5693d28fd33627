import { readHead } from '@farwindow/server/call/recording/ebml.ts'

/* A reader of Matroska that shares only the element heads with what is tested. Throws at what does not fit. */

export interface ReadWebm {
  docType: string
  codec: string
  setup?: Buffer
  width: number
  height: number
  durationMs: number
  readonly clusters: { readonly place: number; readonly ms: number; key: boolean }[]
  readonly blocks: { readonly ms: number; readonly key: boolean; readonly data: Buffer }[]
  readonly cues: { readonly ms: number; place: number }[]
}

/** Elements that only hold others. */
const holders = new Set([
  0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0xe1, 0x1f43b675, 0x1c53bb6b, 0xbb, 0xb7,
])

export const readWebm = (bytes: Buffer): ReadWebm => {
  const file: ReadWebm = {
    docType: '',
    codec: '',
    width: 0,
    height: 0,
    durationMs: 0,
    clusters: [],
    blocks: [],
    cues: [],
  }
  let segment = 0
  const walk = (from: number, to: number): void => {
    for (let at = from; at < to;) {
      const head = readHead(bytes, at)
      if (head === null) throw new Error(`no element at ${at}`)
      const end = head.end ?? to
      if (end > to) throw new Error(`an element at ${at} is longer than what holds it`)
      const content = bytes.subarray(head.content, end)
      const number = (): number => content.readUIntBE(0, content.length)
      if (head.id === 0x18538067) segment = head.content
      if (head.id === 0x1f43b675) file.clusters.push({ place: at - segment, ms: -1, key: false })
      if (head.id === 0xbb) file.cues.push({ ms: -1, place: -1 })
      const cluster = file.clusters.at(-1)
      if (head.id === 0x4282) file.docType = content.toString()
      if (head.id === 0x86) file.codec = content.toString()
      if (head.id === 0x63a2) file.setup = content
      if (head.id === 0xb0) file.width = number()
      if (head.id === 0xba) file.height = number()
      if (head.id === 0x4489) file.durationMs = content.readDoubleBE(0)
      if (head.id === 0xe7 && cluster !== undefined) file.clusters.splice(-1, 1, { ...cluster, ms: number() })
      if (head.id === 0xb3) file.cues.splice(-1, 1, { ms: number(), place: -1 })
      if (head.id === 0xf1) file.cues.splice(-1, 1, { ms: file.cues.at(-1)?.ms ?? -1, place: number() })
      if (head.id === 0xa3 && cluster !== undefined) {
        const key = ((content[3] ?? 0) & 0x80) !== 0
        const last = file.clusters.at(-1)
        if (last !== undefined && content.readInt16BE(1) === 0) last.key = key
        file.blocks.push({ ms: cluster.ms + content.readInt16BE(1), key, data: content.subarray(4) })
      }
      // A cluster whose size is not told is left by what may not stand in it.
      if (holders.has(head.id)) {
        if (head.end === null && head.id === 0x1f43b675) at = head.content
        else {
          walk(head.content, end)
          at = end
        }
      } else at = end
    }
  }
  walk(0, bytes.length)
  return file
}
