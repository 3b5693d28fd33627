import { useState, type ReactNode, type RefObject } from 'react'
import { classes } from '../parts/classes.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { useWords } from '../words/words.ts'
import { Video } from './Video.tsx'

export interface ShownScreenProps {
  readonly track: MediaStreamTrack
  /** Whose screen that is: 窗口人员的屏幕. */
  readonly label: string
  /** What else can be done with it, beside its name. */
  readonly tools?: ReactNode
  /** Drawn over the picture. */
  readonly over?: ReactNode
  /** For whoever draws over it. */
  readonly video?: RefObject<HTMLVideoElement | null>
  readonly className?: string
}

/** MEDIA-31: somebody's screen, whole; or point by point, to be moved about, where its letters are too small. */
export const ShownScreen = ({ track, label, tools, over, video, className }: ShownScreenProps): ReactNode => {
  const say = useWords('screen')
  const [large, setLarge] = useState(false)
  return (
    <section aria-label={label} className={classes('flex min-h-0 flex-col rounded-card bg-stage', className)}>
      <div className="flex items-center justify-between gap-2 px-3 text-on-stage">
        <p className="grow">{label}</p>
        {tools}
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
        className="min-h-0 grow overflow-auto -outline-offset-4 focus-visible:outline-on-stage"
      >
        <div className={classes('relative', large ? 'w-[250%] desk:w-max' : 'size-full')}>
          <Video
            tracks={[track]}
            label={label}
            fit="contain"
            {...(video === undefined ? {} : { video })}
            className={large ? 'desk:w-auto desk:max-w-none' : ''}
          />
          {over}
        </div>
      </div>
    </section>
  )
}
