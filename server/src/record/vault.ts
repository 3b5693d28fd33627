import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** What sealed bytes are: they open only under the name they were sealed with (VAULT-3). */
export interface Label {
  readonly kind: string
  readonly id: string
}

/** A visit's key as the database keeps it: wrapped by the master key, worthless without it. */
export interface VisitKey {
  readonly visitId: string
  readonly wrapped: string
}

/**
 * Why something does not open. `tampered`: the bytes were changed, or are sealed under another label.
 * `truncated`: too short or not ours. `wrongKey`: sealed for another visit. `wrongMaster`: wrapped by another
 * master key. `shredded`: the key was forgotten on purpose.
 */
export type Broken = 'tampered' | 'truncated' | 'wrongKey' | 'wrongMaster' | 'shredded'
export type Unlocked =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly broken: Broken }

export interface Vault {
  /** A fresh key for a visit, to be stored as it is. */
  newKey(visitId: string): VisitKey
  seal(key: VisitKey, label: Label, bytes: Uint8Array): Unlocked
  open(key: VisitKey, label: Label, sealed: Uint8Array): Unlocked
  /** The key itself, for who seals elsewhere as bytes come in; whoever has it wipes it when done. */
  reveal(key: VisitKey): Unlocked
  /** What to store in the key's place: everything sealed with it is noise from then on (VAULT-4). */
  shred(key: VisitKey): VisitKey
}

const cipher = 'aes-256-gcm'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const keyIdBytes = 8

/** Bytes sealed with AES-256-GCM (NIST SP 800-38D): nonce, tag, ciphertext. Nonces are random, never reused (VAULT-2). */
const lock = (key: Uint8Array, about: string, bytes: Uint8Array): Buffer => {
  const nonce = randomBytes(nonceBytes)
  const locking = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(about))
  const body = Buffer.concat([locking.update(bytes), locking.final()])
  return Buffer.concat([nonce, locking.getAuthTag(), body])
}

/** Null when a single bit of key, name or bytes differs. */
const unlock = (key: Uint8Array, about: string, locked: Uint8Array): Buffer | null => {
  const nonce = locked.subarray(0, nonceBytes)
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
  opening.setAAD(Buffer.from(about)).setAuthTag(locked.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([opening.update(locked.subarray(nonceBytes + tagBytes)), opening.final()])
  } catch {
    return null
  }
}

/** Names as JSON: no two different names give the same text. */
const keyName = (masterId: string, keyId: string, visitId: string): string =>
  JSON.stringify(['fwk1', masterId, keyId, visitId])
const blobName = (keyId: string, label: Label): string =>
  JSON.stringify(['fws1', keyId, label.kind, label.id])

const magic = Buffer.from('FWS1')
const headBytes = magic.length + keyIdBytes
const shortest = headBytes + nonceBytes + tagBytes

const broken = (why: Broken): Unlocked => ({ ok: false, broken: why })

/** The visit's key in the clear, and its id. */
const unwrap = (
  master: Uint8Array,
  masterId: string,
  { visitId, wrapped }: VisitKey,
): Unlocked & { keyId?: string } => {
  const [version, by, keyId = '', body = ''] = wrapped.split('.')
  if (version !== 'fwk1') return broken('truncated')
  if (by === 'shredded') return broken('shredded')
  if (by !== masterId) return broken('wrongMaster')
  const locked = Buffer.from(body, 'base64url')
  if (locked.length !== nonceBytes + tagBytes + keyBytes) return broken('truncated')
  const bytes = unlock(master, keyName(masterId, keyId, visitId), locked)
  return bytes === null ? broken('tampered') : { ok: true, bytes, keyId }
}

/**
 * The vault over one master key (32 bytes; throws on any other length). Each visit has a key of its own, so
 * forgetting one key destroys one visit's stills and nothing else (VAULT-1).
 */
export const openVault = (master: Uint8Array): Vault => {
  if (master.length !== keyBytes) throw new Error(`The master key must have ${keyBytes} bytes.`)
  const masterId = createHmac('sha256', master).update('master key id').digest('base64url').slice(0, 8)
  return {
    newKey: (visitId) => {
      const key = randomBytes(keyBytes)
      const keyId = randomBytes(keyIdBytes).toString('base64url')
      const body = lock(master, keyName(masterId, keyId, visitId), key).toString('base64url')
      key.fill(0)
      return { visitId, wrapped: ['fwk1', masterId, keyId, body].join('.') }
    },
    seal: (visitKey, label, bytes) => {
      const key = unwrap(master, masterId, visitKey)
      if (!key.ok) return key
      const keyId = key.keyId ?? ''
      const sealed = lock(key.bytes, blobName(keyId, label), bytes)
      key.bytes.fill(0)
      return { ok: true, bytes: Buffer.concat([magic, Buffer.from(keyId, 'base64url'), sealed]) }
    },
    open: (visitKey, label, sealed) => {
      const key = unwrap(master, masterId, visitKey)
      if (!key.ok) return key
      const keyId = key.keyId ?? ''
      if (sealed.length < shortest || !magic.equals(sealed.subarray(0, magic.length)))
        return broken('truncated')
      if (!Buffer.from(keyId, 'base64url').equals(sealed.subarray(magic.length, headBytes)))
        return broken('wrongKey')
      const bytes = unlock(key.bytes, blobName(keyId, label), sealed.subarray(headBytes))
      key.bytes.fill(0)
      return bytes === null ? broken('tampered') : { ok: true, bytes }
    },
    reveal: (visitKey) => {
      const key = unwrap(master, masterId, visitKey)
      return key.ok ? { ok: true, bytes: key.bytes } : key
    },
    shred: ({ visitId, wrapped }) => ({
      visitId,
      // The key's id stays, as proof of which key was forgotten.
      wrapped: ['fwk1', 'shredded', wrapped.split('.')[2] ?? ''].join('.'),
    }),
  }
}
