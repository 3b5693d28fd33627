import type { StoreApi } from 'zustand/vanilla'
import { captureScreen } from './media/screen.ts'
import type { MediaFacts } from './mediastore.ts'

/** One's own screen, while it is shown to the other side. */
export interface OwnScreen {
  /** Lets the person choose what to show, and shows it until `hide`, the browser's own end of it, or the end of the call. */
  show(): Promise<void>
  hide(): void
}

export const createOwnScreen = (
  { getState: get, setState: set }: StoreApi<MediaFacts>,
  onTrack: (track: MediaStreamTrack | null) => void,
): OwnScreen => {
  const hide = (): void => {
    const { screen } = get()
    if (screen === null) return
    screen.stop()
    set({ screen: null })
    onTrack(null)
  }
  return {
    show: async () => {
      const callId = get().view?.callId
      const screen = await captureScreen()
      if (screen === null) return
      // Whoever hung up meanwhile shows nothing any more, to the next one neither.
      const { view } = get()
      if (view?.phase !== 'live' || view.callId !== callId) return screen.stop()
      hide()
      screen.addEventListener('ended', hide)
      set({ screen })
      onTrack(screen)
    },
    hide,
  }
}
