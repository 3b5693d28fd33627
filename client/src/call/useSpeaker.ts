import { useEffect, useState } from 'react'
import type { MediaStore } from './mediastore.ts'
import { openListening, speakerOf } from './speaker.ts'

/** How often it is listened: a mark that is half a second late still points at who speaks. */
const everyMs = 300

/** The party that speaks, while `watching`; null before anybody was heard. Who is muted does not speak. */
export const useSpeaker = (media: MediaStore, watching: boolean): string | null => {
  const [speaker, setSpeaker] = useState<string | null>(null)
  useEffect(() => {
    if (!watching) return undefined
    const listen = openListening()
    let open = true
    const look = async (): Promise<void> => {
      const report = await media.stats('receive')
      if (!open || report === undefined) return
      const remotes = media.state.getState().view?.remotes ?? []
      const sounds = remotes.filter(({ source, muted }) => source === 'microphone' && !muted)
      const loudness = listen(report, new Map(sounds.map(({ track, by }) => [track.id, by])))
      setSpeaker((before) => speakerOf(loudness, before))
    }
    const timer = setInterval(() => void look(), everyMs)
    return () => {
      open = false
      clearInterval(timer)
      setSpeaker(null)
    }
  }, [media, watching])
  return speaker
}
