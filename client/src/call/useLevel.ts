import { useEffect, useState } from 'react'
import { openMeter } from './media/meter.ts'

const everyMs = 80
/** Louder than a quiet room. */
const voice = 0.015
/** Speech stays far below full scale; the bars should move all the way. */
const gain = 6

/** How loud a microphone is (0 to 1, for bars), and whether a voice has been heard since it was opened. */
export const useLevel = (
  track: MediaStreamTrack | null,
): { readonly level: number; readonly heard: boolean } => {
  const [state, setState] = useState({ level: 0, heard: false })
  useEffect(() => {
    if (track === null) return undefined
    const meter = openMeter(track)
    let heard = false
    const tick = setInterval(() => {
      const loud = meter.level()
      heard ||= loud > voice
      setState({ level: Math.min(1, loud * gain), heard })
    }, everyMs)
    return () => {
      clearInterval(tick)
      meter.close()
    }
  }, [track])
  return state
}
