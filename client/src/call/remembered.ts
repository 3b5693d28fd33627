/** A choice of this device that is kept beyond the page. */
export interface Remembered {
  get(): boolean
  set(on: boolean): void
}

/** Under `key`; `usual` as long as nobody has chosen otherwise, or where storage is forbidden. */
export const remembered = (key: string, usual: boolean): Remembered => ({
  get: () => {
    try {
      const kept = localStorage.getItem(key)
      return kept === null ? usual : kept === 'on'
    } catch {
      return usual
    }
  },
  set: (on) => {
    try {
      if (on === usual) localStorage.removeItem(key)
      else localStorage.setItem(key, on ? 'on' : 'off')
    } catch {
      // The choice lasts as long as the page.
    }
  },
})
