import { constants, inflateSync } from 'node:zlib'

/**
 * What makes a PDF act by itself: programs, programs started, attached files, media, forms sent off, and whatever
 * happens on opening unless it only names the place to open at (ISO 32000-1, 12.6, 7.11.4, 13). XFA forms bring a
 * language of their own.
 */
const active =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)(?![A-Za-z])|\/OpenAction(?!\s*\[)|\/AA\s*(<<|\d+\s+\d+\s+R)/

/** More than this out of one stream, or out of all, is made to exhaust whoever opens it. */
const mostInflatedBytes = 32 * 1024 * 1024

/** Names may spell their letters as `#4a` (7.3.5). */
const spelled = (text: string): string =>
  text.includes('#')
    ? text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** Objects may lie compressed in a stream of objects (7.5.7), where nothing can be read from outside. */
const objectStream = /\/ObjStm\b[\s\S]{0,400}?stream\r?\n/g

/**
 * Whether a PDF would do something by itself when it is opened, as far as that can be told without a reader; null
 * when its objects cannot be read: damaged, packed in an unusual way, or too much (VAULT-7).
 */
export const isActivePdf = (bytes: Buffer): boolean | null => {
  const text = bytes.toString('latin1')
  const plain = spelled(text)
  if (active.test(plain)) return true
  const found = [...text.matchAll(objectStream)]
  // A stream of objects under another spelling of its name wants not to be found.
  if ([...plain.matchAll(objectStream)].length !== found.length) return null
  let left = mostInflatedBytes
  for (const { 0: head, index } of found) {
    if (!isPacked(text, index + head.length)) continue
    const start = index + head.length
    const end = text.indexOf('endstream', start)
    const objects = inflate(bytes.subarray(start, end === -1 ? undefined : end), left)
    if (objects === null) return null
    left -= objects.length
    if (active.test(spelled(objects))) return true
  }
  return false
}

/** Whether the stream that begins there has a filter; without one its objects were read with the rest. */
const isPacked = (text: string, streamAt: number): boolean =>
  text.slice(text.lastIndexOf(' obj', streamAt), streamAt).includes('/Filter')

/** Null when it is damaged, packed in another way than usual, or more than `most` bytes. */
const inflate = (packed: Buffer, most: number): string | null => {
  if (most <= 0) return null
  try {
    // What stands behind the data, an end of line or a few bytes, is nobody's fault.
    const options = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }
    return inflateSync(packed, options).toString('latin1')
  } catch {
    return null
  }
}
