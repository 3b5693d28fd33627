import { useWords } from '../words/words.ts'

const minuteMs = 60_000

/** A wait in words people use: whole minutes, never seconds; null when nobody can say. */
export const useEstimate = (): ((estimateMs: number | null) => string) => {
  const say = useWords('visit')
  return (estimateMs) => {
    if (estimateMs === null) return say('estimateUnknown')
    const count = Math.ceil(estimateMs / minuteMs)
    return count <= 1 ? say('estimateShort') : say('estimate', { count })
  }
}
