/**
 * Whether every text in an input can be kept: PostgreSQL's text and jsonb hold no NUL and no half of a surrogate
 * pair. No keyboard makes them, only a hand-made request (LINK-5).
 */
export const isStorable = (input: unknown): boolean => {
  if (typeof input === 'string') return input.isWellFormed() && !input.includes('\0')
  if (typeof input !== 'object' || input === null || input instanceof Uint8Array) return true
  return Object.entries(input).every(([key, value]) => isStorable(key) && isStorable(value))
}
