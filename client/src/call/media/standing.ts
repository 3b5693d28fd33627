import type { MediaSource } from '@farwindow/shared/call/media.ts'
import type { MediaSignal } from './signal.ts'

/** How an own stream stands: it flows, the person holds it, or the network has no room for it. */
export type Standing = 'flowing' | 'held' | 'thin'

/**
 * Tells the desk how the streams of the present peer stand: one word at a time about each source, the newest next. Two
 * at once may arrive the wrong way round when the line breaks under them, and the other side would go on reading what
 * is not so any more (MEDIA-43).
 */
export const keepTold = (
  signal: MediaSignal,
  peerId: () => string | undefined,
  standing: (source: MediaSource) => Standing,
): ((source: MediaSource) => Promise<void>) => {
  /** Of which sources a word is on its way, and whether another one is wanted after it. */
  const telling = new Map<MediaSource, { again: boolean }>()

  const tellOnce = async (source: MediaSource): Promise<void> => {
    const id = peerId()
    if (id === undefined) return
    const about = { peerId: id, source }
    const now = standing(source)
    if (now === 'flowing') await signal.ask('media.resume', about)
    else await signal.ask('media.pause', now === 'thin' ? { ...about, because: 'network' } : about)
  }

  return async (source) => {
    const under = telling.get(source)
    if (under !== undefined) {
      under.again = true
      return
    }
    const now = { again: true }
    telling.set(source, now)
    while (now.again) {
      now.again = false
      await tellOnce(source)
    }
    telling.delete(source)
  }
}
