/** From one title to the other: slow enough to be read in a row of tabs. */
const turnMs = 1_000

/** Turns the page's title to and fro until the returned function is called; then it is as it was. */
export const flashTitle = (words: string): (() => void) => {
  const usual = document.title
  let shown = true
  document.title = words
  const turn = setInterval(() => {
    shown = !shown
    document.title = shown ? words : usual
  }, turnMs)
  return () => {
    clearInterval(turn)
    document.title = usual
  }
}

/** Asks, inside a press, whether the page may notify; a browser that cannot is left alone. */
export const askToNotify = (): void => {
  if ('Notification' in globalThis && Notification.permission === 'default')
    void Notification.requestPermission()
}

/**
 * Shows a notification of the system, over other windows, until the returned function is called. It names the
 * matter, never the person: it may be seen by whoever stands behind the clerk.
 */
export const notify = (title: string, body: string): (() => void) => {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return () => undefined
  const shown = new Notification(title, { body, tag: 'farwindow-call', requireInteraction: true })
  shown.addEventListener('click', () => {
    window.focus()
    shown.close()
  })
  return () => shown.close()
}
