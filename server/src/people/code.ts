import { createHash, randomInt } from 'node:crypto'

/** No letters or digits that are taken for each other when read aloud or copied by hand. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A one-time code in groups of four: 40 bits for eight letters; guessing is limited besides. */
export const newCode = (length = 8): string =>
  Array.from({ length }, () => letters[randomInt(letters.length)])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')

/** How people type it: any case, spaces, with or without the dash. */
const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** The id under which a code is stored: its hash, so that the database does not tell it. */
export const codeId = (typed: string): string =>
  createHash('sha256')
    .update(`code ${plainCode(typed)}`)
    .digest('hex')
