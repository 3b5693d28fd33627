/** What follows the `#` of this page’s address; null without one. Reading it changes nothing: a render may be thrown away. */
export const readHash = (): string | null => {
  const found = decodeURIComponent(location.hash.slice(1)).trim()
  return found === '' ? null : found
}

/** What follows the `#` of this page's address, once: a one-time code must not stay in it or in the history. */
export const takeHash = (): string | null => {
  const found = readHash()
  if (found === null) return null
  history.replaceState(history.state, '', location.pathname + location.search)
  return found
}
