import { assert, constantFrom, integer, property, string, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  makeAccessCode,
  makeReference,
  normaliseAccessCode,
  normaliseReference,
} from '@farwindow/shared/case/reference.ts'

const random = uint8Array({ minLength: 16, maxLength: 32 })
const signs = '23456789ACEFHJKMNPRTWXY'

describe('a case reference', () => {
  test('CASE-8: has three groups of four signs, none of which looks like another', () => {
    assert(
      property(random, (bytes) => {
        const reference = makeReference(bytes)
        expect(reference).toMatch(/^[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{4}$/)
        expect(reference).not.toMatch(/[01BDGILOQSUVZ]/)
        expect(normaliseReference(reference)).toBe(reference)
      }),
    )
  })

  test('CASE-8: every single wrong sign is found', () => {
    assert(
      property(random, integer({ min: 0, max: 11 }), constantFrom(...signs), (bytes, place, sign) => {
        const bare = makeReference(bytes).replaceAll('-', '')
        const wrong = bare.slice(0, place) + sign + bare.slice(place + 1)
        expect(normaliseReference(wrong) === null).toBe(wrong !== bare)
      }),
    )
  })

  test('CASE-8: every exchange of two signs is found', () => {
    const place = integer({ min: 0, max: 11 })
    assert(
      property(random, place, place, (bytes, one, two) => {
        const bare = makeReference(bytes).replaceAll('-', '')
        const swapped = [...bare]
        swapped[one] = bare.charAt(two)
        swapped[two] = bare.charAt(one)
        expect(normaliseReference(swapped.join('')) === null).toBe(swapped.join('') !== bare)
      }),
    )
  })

  test('CASE-8: is read as people type it', () => {
    const reference = makeReference(new Uint8Array(16).fill(77))
    const bare = reference.replaceAll('-', '')
    const fullWidth = [...bare]
      .map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
      .join('')
    const likeness = bare.replaceAll('2', 'Z').replaceAll('5', 's').replaceAll('8', 'B').replaceAll('6', 'g')
    for (const typed of [
      bare,
      bare.toLowerCase(),
      ` ${reference} `,
      fullWidth,
      reference.replaceAll('-', '—'),
      likeness,
    ])
      expect(normaliseReference(typed), typed).toBe(reference)
  })

  test('CASE-8: whatever else is typed is no reference and breaks nothing', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(normaliseReference(text) ?? 'AAAA-AAAA-AAAA').toMatch(/^.{4}-.{4}-.{4}$/)
      }),
    )
    for (const text of [
      '',
      '-',
      'X',
      '2222-2222-222',
      '2222-2222-22222',
      '0000-0000-0000',
      'a'.repeat(10_000),
    ])
      expect(normaliseReference(text), text.slice(0, 20)).toBeNull()
  })

  test('CASE-8: too little randomness is a mistake of ours', () => {
    expect(() => makeReference(new Uint8Array(15))).toThrow(RangeError)
  })

  test('CASE-8: all signs come up about equally often', () => {
    const counts = new Map<string, number>()
    let seed = 1
    const bytes = new Uint8Array(16)
    for (let n = 0; n < 2000; n += 1) {
      // A small generator (Lehmer's) is random enough to see a sign that is drawn twice as often.
      for (let i = 0; i < 16; i += 1) bytes[i] = (seed = (seed * 48_271) % 2_147_483_647) >> 8
      for (const sign of makeReference(bytes).replaceAll('-', ''))
        counts.set(sign, (counts.get(sign) ?? 0) + 1)
    }
    const even = (2000 * 12) / signs.length
    expect(counts.size).toBe(signs.length)
    for (const count of counts.values()) expect(Math.abs(count - even) / even).toBeLessThan(0.15)
  })
})

describe('an access code', () => {
  test('CASE-9: has two groups of four signs and is read as people type it', () => {
    assert(
      property(random, (bytes) => {
        const code = makeAccessCode(bytes)
        expect(code).toMatch(/^[2-9A-Y]{4}-[2-9A-Y]{4}$/)
        expect(normaliseAccessCode(code.toLowerCase().replace('-', ' '))).toBe(code)
      }),
    )
    for (const text of ['', 'AAAA', 'AAAA-AAAAA', 'AAAA-AAA0'])
      expect(normaliseAccessCode(text), text).toBeNull()
  })
})
