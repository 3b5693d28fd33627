/** Makes a case reference `XXXX-XXXX-XXXX` from at least 16 random bytes. */
export const makeReference = (randomBytes: Uint8Array): string => {
  throw new Error(`to be filled in: ${randomBytes.length}`)
}

/** Makes an access code `XXXX-XXXX` from at least 16 random bytes; it is independent of the reference. */
export const makeAccessCode = (randomBytes: Uint8Array): string => {
  throw new Error(`to be filled in: ${randomBytes.length}`)
}

/** The reference as we write it, from what somebody typed; null when it can be none. */
export const normaliseReference = (text: string): string | null => {
  throw new Error(`to be filled in: ${text}`)
}
