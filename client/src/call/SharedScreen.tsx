import { useRef, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { classes } from '../parts/classes.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useWords } from '../words/words.ts'
import { MarkLayer, type MarkLayerProps } from './MarkLayer.tsx'
import { Video } from './Video.tsx'

export interface SharedScreenProps {
  readonly track: MediaStreamTrack
  /** Whose screen that is: 窗口人员的屏幕. */
  readonly label: string
  /** Pointing and drawing on it. */
  readonly marking: Pick<MarkLayerProps, 'marks' | 'screen' | 'side' | 'names'>
  readonly className?: string
}

/** MEDIA-31: the other side's screen, whole; or point by point, to be moved about, where its letters are too small. */
export const SharedScreen = ({ track, label, marking, className }: SharedScreenProps): ReactNode => {
  const say = useWords('screen')
  const talk = useWords('talk')
  const [large, setLarge] = useState(false)
  const [draws, setDraws] = useState(false)
  const hasStrokes = useStore(marking.marks.state, (now) => now[marking.screen].strokes.length > 0)
  const video = useRef<HTMLVideoElement>(null)
  return (
    <section aria-label={label} className={classes('flex min-h-0 flex-col rounded-card bg-stage', className)}>
      <div className="flex items-center justify-between gap-2 px-3 text-on-stage">
        <p className="grow">{label}</p>
        {hasStrokes && (
          <IconButton beside tone="onStage" icon="remove" onPress={() => marking.marks.clear(marking.screen)}>
            {talk('clearMarks')}
          </IconButton>
        )}
        <IconButton beside tone="onStage" icon="pen" pressed={draws} onPress={() => setDraws(!draws)}>
          {talk(draws ? 'drawing' : 'draw')}
        </IconButton>
        <IconButton
          beside
          tone="onStage"
          icon={large ? 'minus' : 'search'}
          pressed={large}
          onPress={() => setLarge(!large)}
        >
          {say(large ? 'whole' : 'large')}
        </IconButton>
      </div>
      {/* Reached by the keyboard too: its arrows move what is larger than the box. */}
      <div
        tabIndex={0}
        role="group"
        aria-label={label}
        className="min-h-0 grow overflow-auto -outline-offset-4"
      >
        <div className={classes('relative', large ? 'w-[250%] desk:w-max' : 'size-full')}>
          <Video
            tracks={[track]}
            label={label}
            fit="contain"
            video={video}
            className={large ? 'desk:w-auto desk:max-w-none' : ''}
          />
          <MarkLayer {...marking} video={video} draws={draws} />
        </div>
      </div>
    </section>
  )
}
