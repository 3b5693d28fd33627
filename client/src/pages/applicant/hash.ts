/** What follows the `#` of this page's address, once: a one-time code must not stay in it or in the history. */
export const takeHash = (): string | null => {
  const found = decodeURIComponent(location.hash.slice(1)).trim()
  if (found === '') return null
  history.replaceState(history.state, '', location.pathname + location.search)
  return found
}
