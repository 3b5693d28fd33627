import type { MediaHost, MediaHostEvent } from './host.ts'

/** Tells everybody who listens to a media host. */
export type Emit = (event: MediaHostEvent) => void

/** What happens on a media host, and who hears it. */
export interface HostEvents {
  readonly emit: Emit
  readonly listen: MediaHost['listen']
  /** Nobody hears anything any more. */
  close(): void
}

export const createHostEvents = (): HostEvents => {
  const listeners = new Set<Emit>()
  return {
    emit: (event) => listeners.forEach((listener) => listener(event)),
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
}
