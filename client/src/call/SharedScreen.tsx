import { useRef, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '../parts/IconButton.tsx'
import { useWords } from '../words/words.ts'
import { MarkLayer, type MarkLayerProps } from './MarkLayer.tsx'
import { ShownScreen, type ShownScreenProps } from './ShownScreen.tsx'

export interface SharedScreenProps extends Pick<ShownScreenProps, 'track' | 'label' | 'className'> {
  /** Pointing and drawing on it. */
  readonly marking: Pick<MarkLayerProps, 'marks' | 'screen' | 'side' | 'names'>
}

/** A shown screen that both sides point and draw on. */
export const SharedScreen = ({ marking, ...shown }: SharedScreenProps): ReactNode => {
  const talk = useWords('talk')
  const [draws, setDraws] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  const hasStrokes = useStore(marking.marks.state, (now) => now[marking.screen].strokes.length > 0)
  return (
    <ShownScreen
      {...shown}
      video={video}
      tools={
        <>
          {hasStrokes && (
            <IconButton
              beside
              tone="onStage"
              icon="remove"
              onPress={() => marking.marks.clear(marking.screen)}
            >
              {talk('clearMarks')}
            </IconButton>
          )}
          <IconButton beside tone="onStage" icon="pen" pressed={draws} onPress={() => setDraws(!draws)}>
            {talk(draws ? 'drawing' : 'draw')}
          </IconButton>
        </>
      }
      over={<MarkLayer {...marking} video={video} draws={draws} />}
    />
  )
}
