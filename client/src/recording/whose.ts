import type { PlayedSegment, RecordingShow } from '@farwindow/shared/recording/protocol.ts'
import type { Gap } from '@farwindow/shared/recording/state.ts'
import { useWords } from '../words/words.ts'

type Named = Pick<PlayedSegment, 'side' | 'guestId'>

/** Who somebody in a recording is, in words: a side, or a guest by name and capacity. */
export const useWhose = ({ guests }: RecordingShow): ((whose: Named) => string) => {
  const say = useWords('recording')
  const kinds = useWords('guest')
  return ({ side, guestId }) => {
    const guest = guests.find((each) => each.guestId === guestId)
    if (guest !== undefined) return say('guestOf', { name: guest.name, kind: kinds(`kind_${guest.kind}`) })
    return side === undefined ? say('somebody') : say(`side_${side}`)
  }
}

/** What a gap is, in words, and of whom where only one lacks. */
export const useGapWords = (show: RecordingShow): ((gap: Gap) => string) => {
  const say = useWords('recording')
  const whose = useWhose(show)
  return (gap) => {
    const what = say(`gapMark_${gap.why}`)
    if (gap.source !== undefined)
      return say('gapMark', { who: say(`source_${gap.source}`, { who: whose(gap) }), what })
    return gap.guestId === undefined ? what : say('gapMark', { who: whose(gap), what })
  }
}
