import { randomBytes } from 'node:crypto'
import { assert, nat, property, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openVault } from '@farwindow/server/record/vault.ts'
import type { Broken, Unlocked, Vault, VisitKey } from '@farwindow/server/record/vault.ts'

const face = { kind: 'face', id: 'file-1' }
const still = Buffer.from('a face, in pixels')

const bytesOf = (unlocked: Unlocked): Buffer => {
  if (!unlocked.ok) throw new Error(`does not open: ${unlocked.broken}`)
  return unlocked.bytes
}
const brokenOf = (unlocked: Unlocked): Broken | null => (unlocked.ok ? null : unlocked.broken)

const sealed = (vault: Vault = openVault(randomBytes(32))) => {
  const key = vault.newKey('visit-1')
  return { vault, key, bytes: bytesOf(vault.seal(key, face, still)) }
}

describe('sealing', () => {
  test('VAULT-2: what is sealed opens again and shows nothing of itself', () => {
    assert(
      property(uint8Array({ maxLength: 5000 }), (content) => {
        const { vault, key } = sealed()
        const bytes = bytesOf(vault.seal(key, face, content))
        expect(bytesOf(vault.open(key, face, bytes))).toEqual(Buffer.from(content))
        expect(content.length > 8 && bytes.includes(Buffer.from(content))).toBe(false)
      }),
    )
  })

  test('VAULT-2: the same bytes never look the same twice', () => {
    const { vault, key, bytes } = sealed()
    expect(bytesOf(vault.seal(key, face, still))).not.toEqual(bytes)
  })

  test('VAULT-2: one changed bit anywhere, and it does not open', () => {
    const { vault, key, bytes } = sealed()
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(vault.open(key, face, changed).ok, `bit ${bit}`).toBe(false)
    }
  })

  test('VAULT-2: shortened or lengthened, it does not open and says why', () => {
    const { vault, key, bytes } = sealed()
    for (let length = 0; length < bytes.length; length += 1)
      expect(['truncated', 'tampered']).toContain(brokenOf(vault.open(key, face, bytes.subarray(0, length))))
    expect(brokenOf(vault.open(key, face, Buffer.alloc(0)))).toBe('truncated')
    expect(brokenOf(vault.open(key, face, Buffer.concat([bytes, Buffer.from([0])])))).toBe('tampered')
  })

  test('VAULT-2: noise does not open, with or without our head before it', () => {
    const { vault, key, bytes } = sealed()
    assert(
      property(uint8Array({ maxLength: 200 }), (noise) => {
        expect(vault.open(key, face, noise).ok).toBe(false)
        expect(vault.open(key, face, Buffer.concat([bytes.subarray(0, 12), noise])).ok).toBe(false)
      }),
    )
  })
})

describe('keys', () => {
  test('VAULT-3: a blob put in the place of another does not open', () => {
    const { vault, key, bytes } = sealed()
    expect(brokenOf(vault.open(key, { kind: 'face', id: 'file-2' }, bytes))).toBe('tampered')
    expect(brokenOf(vault.open(key, { kind: 'documentFront', id: 'file-1' }, bytes))).toBe('tampered')
    expect(brokenOf(vault.open(key, { kind: 'fac', id: 'efile-1' }, bytes))).toBe('tampered')
  })

  test('VAULT-3: another visit’s key does not open it, nor this key under another visit’s name', () => {
    const { vault, key, bytes } = sealed()
    expect(brokenOf(vault.open(vault.newKey('visit-1'), face, bytes))).toBe('wrongKey')
    expect(brokenOf(vault.open({ ...key, visitId: 'visit-2' }, face, bytes))).toBe('tampered')
  })

  test('VAULT-1: the key survives a restart, another master key is named as such', () => {
    const master = randomBytes(32)
    const { key, bytes } = sealed(openVault(master))
    const stored: VisitKey = JSON.parse(JSON.stringify(key))
    expect(bytesOf(openVault(Buffer.from(master)).open(stored, face, bytes))).toEqual(still)
    expect(brokenOf(openVault(randomBytes(32)).open(stored, face, bytes))).toBe('wrongMaster')
    expect(brokenOf(openVault(randomBytes(32)).seal(stored, face, still))).toBe('wrongMaster')
  })

  test('VAULT-1: a changed wrapped key opens nothing', () => {
    const { vault, key, bytes } = sealed()
    assert(
      property(nat(key.wrapped.length - 1), (place) => {
        const sign = key.wrapped[place] === 'A' ? 'B' : 'A'
        const wrapped = key.wrapped.slice(0, place) + sign + key.wrapped.slice(place + 1)
        expect(vault.open({ ...key, wrapped }, face, bytes).ok).toBe(false)
      }),
    )
    for (const wrapped of ['', '.', 'fwk1', 'fwk1...', key.wrapped.slice(0, -4)])
      expect(vault.open({ ...key, wrapped }, face, bytes).ok, wrapped).toBe(false)
  })

  test('VAULT-1: a master key of the wrong length is refused at once', () => {
    expect(() => openVault(randomBytes(16))).toThrow('32 bytes')
  })

  test('VAULT-4: after shredding nothing of the visit opens, and which key it was stays known', () => {
    const { vault, key, bytes } = sealed()
    const gone = vault.shred(key)
    expect(brokenOf(vault.open(gone, face, bytes))).toBe('shredded')
    expect(brokenOf(vault.seal(gone, face, still))).toBe('shredded')
    const keyId = key.wrapped.split('.')[2] ?? 'none'
    expect(gone.wrapped).toContain(keyId)
    expect(gone.wrapped.length).toBeLessThan(40)
  })
})
