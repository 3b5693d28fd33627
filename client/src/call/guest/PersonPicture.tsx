import type { ReactNode } from 'react'
import { lackingOf, onStage, remotesOf } from '../media/view.ts'
import type { MediaView } from '../media/view.ts'
import { Video } from '../Video.tsx'
import { classes } from '../../parts/classes.ts'
import { Icon } from '../../parts/icons.tsx'
import { useWords } from '../../words/words.ts'

export interface PersonPictureProps {
  readonly view: MediaView | null
  readonly party: string
  readonly name: string
  /** In which capacity: 手语翻译. */
  readonly capacity: string
  readonly away: boolean
  readonly speaking: boolean
  /** Hands that sign are shown to their tips. */
  readonly whole?: boolean
  readonly onBlocked?: (blocked: boolean) => void
  /** A press that belongs to this person: ask to leave. */
  readonly action?: ReactNode
  readonly className?: string
}

/** One person of the call: picture and voice, who it is and in which capacity, muted or not, speaking or not (GUEST-10). */
export const PersonPicture = (props: PersonPictureProps): ReactNode => {
  const say = useWords('guest')
  const network = useWords('network')
  const { view, party, name, capacity } = props
  const { picture, sound, tracks } = onStage(remotesOf(view, party))
  const lacking = lackingOf(view, party)
  const absence = ((): string | undefined => {
    if (props.away) return say('away')
    if (picture === undefined && lacking.camera !== undefined) return say('noCamera')
    if (picture?.thin === true) return network('picturePaused')
    if (picture?.muted === true || (picture === undefined && sound !== undefined)) return say('cameraOff')
    return picture === undefined ? say('connecting') : undefined
  })()
  // A face may have its name over it; hands that sign and the words for what is wrong have it below.
  const over = props.whole !== true && absence === undefined
  return (
    <figure
      data-party={party}
      className={classes(
        '@container relative isolate flex min-h-0 min-w-0 flex-col overflow-hidden bg-stage text-on-stage',
        props.className,
      )}
    >
      <div className="relative min-h-0 grow">
        <Video
          tracks={tracks}
          label={say('picture', { name })}
          sound
          fit={props.whole === true ? 'contain' : 'cover'}
          className="absolute inset-0"
          {...(props.onBlocked === undefined ? {} : { onBlocked: props.onBlocked })}
        />
        {absence !== undefined && (
          <p className="absolute inset-0 flex flex-col items-center justify-center gap-1 bg-stage px-2 text-center text-note leading-tight">
            <Icon name="person" className="size-[2em]" />
            {absence}
          </p>
        )}
      </div>
      {props.speaking && <SpeakingMark />}
      <figcaption
        className={classes(
          'flex flex-wrap items-center gap-x-2 px-2 py-1 text-note leading-tight',
          over && 'absolute inset-x-0 bottom-0 bg-stage/80',
        )}
      >
        <span className="font-semibold">{name}</span>
        {/* Where there is little room, as long as it is, below the name and what can be done. */}
        <span className="@max-[18rem]:order-last @max-[18rem]:basis-full">{capacity}</span>
        <SoundMark
          muted={sound?.muted === true}
          lacks={sound === undefined && lacking.microphone !== undefined}
          speaking={props.speaking}
        />
        {props.action !== undefined && <span className="ml-auto">{props.action}</span>}
      </figcaption>
    </figure>
  )
}

/** Around the picture of whoever speaks; the words for it stand in the caption. */
export const SpeakingMark = (): ReactNode => (
  <span
    data-speaking=""
    aria-hidden="true"
    className="pointer-events-none absolute inset-0 z-10 border-4 border-speaking"
  />
)

/** Muted, without a microphone, or speaking: with a picture and its words. */
export const SoundMark = ({
  muted,
  lacks,
  speaking,
}: {
  readonly muted: boolean
  readonly lacks?: boolean
  readonly speaking: boolean
}): ReactNode => {
  const say = useWords('guest')
  if (!muted && lacks !== true && !speaking) return null
  const silent = muted || lacks === true
  return (
    // A frame shows who speaks: where there is little room, one need not read it too.
    <span
      className={classes(
        'inline-flex flex-wrap items-center gap-x-[0.3em]',
        !silent && '@max-[18rem]:sr-only',
      )}
    >
      <Icon name={silent ? 'microphoneOff' : 'speaker'} className="size-[1.1em]" />
      {say(muted ? 'muted' : silent ? 'noMicrophone' : 'speaking')}
    </span>
  )
}
