import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/*
 * A file sealed as it grows: chunks of AES-256-GCM (NIST SP 800-38D), each under a nonce of its own and bound to the
 * file's name and its place in it, so that chunks can be neither exchanged nor left out; the last one says that it
 * is. A file that was cut off opens up to its last whole chunk.
 *
 *   FWR1 · ( length of the rest, 4 bytes · last?, 1 byte · nonce, 12 · tag, 16 · ciphertext )*
 */

const sealMagic = Buffer.from('FWR1')
const cipher = 'aes-256-gcm'
export const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const overhead = 1 + nonceBytes + tagBytes
/** The most of a chunk as it lies on the disk. */
export const chunkBytes = 64 * 1024
const mostBytes = chunkBytes - 4 - overhead

const about = (name: string, index: number, last: boolean): Buffer =>
  Buffer.from(JSON.stringify(['fwr1', name, index, last]))

/** Seals what is appended to one file. `name` tells the file from all others under this key. */
export const sealer = (key: Uint8Array, name: string): ((bytes: Buffer, last?: boolean) => Buffer) => {
  let index = 0
  const chunk = (bytes: Buffer, last: boolean): Buffer[] => {
    const nonce = randomBytes(nonceBytes)
    const sealing = createCipheriv(cipher, key, nonce).setAAD(about(name, index, last))
    index += 1
    // A stream cipher: as many bytes come out as go in.
    const body = sealing.update(bytes)
    sealing.final()
    const head = Buffer.allocUnsafe(5)
    head.writeUInt32BE(overhead + body.length)
    head.writeUInt8(last ? 1 : 0, 4)
    return [head, nonce, sealing.getAuthTag(), body]
  }
  let begun = false
  return (bytes, last = false) => {
    const chunks: Buffer[] = begun ? [] : [sealMagic]
    begun = true
    let at = 0
    do {
      const part = bytes.subarray(at, at + mostBytes)
      at += part.length
      if (part.length > 0 || last) chunks.push(...chunk(part, last && at >= bytes.length))
    } while (at < bytes.length)
    return Buffer.concat(chunks)
  }
}

/** Where a chunk lies in the sealed file, and what it holds of the clear one. */
export interface SealedChunk {
  readonly at: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/**
 * Why a file does not open to its end. `tampered`: a chunk was changed, moved, or is of another file or key.
 * `cut`: it ends before its last chunk; what was before is all there.
 */
export type Unsealed =
  | {
      readonly ok: true
      readonly bytes: Buffer
      readonly cut: boolean
      readonly chunks: readonly SealedChunk[]
    }
  | { readonly ok: false; readonly broken: 'tampered' | 'notOurs' }

/** Opens a file as far as it was written. */
export const unseal = (key: Uint8Array, name: string, sealed: Buffer): Unsealed => {
  if (!sealMagic.equals(sealed.subarray(0, sealMagic.length))) {
    const begun = sealed.length < sealMagic.length && sealMagic.subarray(0, sealed.length).equals(sealed)
    return begun
      ? { ok: true, bytes: Buffer.alloc(0), cut: true, chunks: [] }
      : { ok: false, broken: 'notOurs' }
  }
  const parts: Buffer[] = []
  const chunks: SealedChunk[] = []
  let from = 0
  let last = false
  for (let at = sealMagic.length, index = 0; at + 4 <= sealed.length && !last; index += 1) {
    const end = at + 4 + sealed.readUInt32BE(at)
    if (end > sealed.length) break
    const flag = sealed[at + 4] ?? 0
    if (flag > 1) return { ok: false, broken: 'tampered' }
    last = flag === 1
    const part = open(key, about(name, index, last), sealed.subarray(at + 5, end))
    if (part === null) return { ok: false, broken: 'tampered' }
    parts.push(part)
    chunks.push({ at, end, from, to: from + part.length })
    from += part.length
    at = end
    if (last && at < sealed.length) return { ok: false, broken: 'tampered' }
  }
  return { ok: true, bytes: Buffer.concat(parts), cut: !last, chunks }
}

/** Opens one chunk of a file by its place in it, as `unseal` found it; null when it is not that chunk any more. */
export const unsealChunk = (key: Uint8Array, name: string, index: number, sealed: Buffer): Buffer | null => {
  const flag = sealed[4] ?? 0
  if (flag > 1 || sealed.length !== 4 + sealed.readUInt32BE(0)) return null
  return open(key, about(name, index, flag === 1), sealed.subarray(5))
}

const open = (key: Uint8Array, aad: Buffer, locked: Buffer): Buffer | null => {
  if (locked.length < nonceBytes + tagBytes) return null
  const opening = createDecipheriv(cipher, key, locked.subarray(0, nonceBytes), { authTagLength: tagBytes })
  opening.setAAD(aad).setAuthTag(locked.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([opening.update(locked.subarray(nonceBytes + tagBytes)), opening.final()])
  } catch {
    return null
  }
}
