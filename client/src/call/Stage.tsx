import { useState, type ReactNode, type RefObject } from 'react'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import { unlockSound, Video } from './Video.tsx'

export interface StageProps {
  /** The other side's camera (or shared screen) and microphone. */
  readonly tracks: readonly MediaStreamTrack[]
  readonly label: string
  /** Above the caption: what is said, in words. */
  readonly band?: ReactNode
  /** Over the lower edge: who that is. */
  readonly caption?: ReactNode
  /** Instead of the picture while there is none: camera off, coming back, not yet connected. */
  readonly absence?: string | undefined
  /** Until the first picture is there: a black box looks like a fault. */
  readonly waitingWords?: string
  /** One's own picture in the corner; null shows none. */
  readonly self: {
    readonly track: MediaStreamTrack | null
    readonly label: string
    /** Said in the corner when there is no picture: 摄像头已关闭. */
    readonly absence: string
  } | null
  readonly soundBlockedWords: { readonly text: string; readonly action: string }
  /** A shared screen or paper is read to its edges. */
  readonly fit?: 'cover' | 'contain'
  readonly video?: RefObject<HTMLVideoElement | null>
  /** Drawn over the picture: pointers, cue, controls. */
  readonly children?: ReactNode
  readonly className?: string
}

/** The other side large, oneself small, and words where there is no picture. */
export const Stage = (props: StageProps): ReactNode => {
  const [blocked, setBlocked] = useState(false)
  const [pictured, setPictured] = useState(false)
  const absence = props.absence ?? (pictured ? undefined : props.waitingWords)
  return (
    <div
      className={classes(
        '@container relative isolate overflow-hidden bg-stage text-on-stage',
        props.className,
      )}
    >
      <Video
        tracks={props.tracks}
        label={props.label}
        sound
        onBlocked={setBlocked}
        onPicture={setPictured}
        fit={props.fit ?? 'cover'}
        {...(props.video === undefined ? {} : { video: props.video })}
      />
      <div
        className={classes('absolute inset-0 flex flex-col justify-end', absence !== undefined && 'bg-stage')}
      >
        {absence !== undefined && (
          // On a phone, and in large type on a lying kiosk, beside one's own corner: there is no room below it.
          <p className="flex min-h-0 grow flex-col items-center justify-center gap-3 overflow-hidden px-6 text-center phone:justify-end phone:px-3 phone:pr-[34%] phone:pb-1 phone:leading-tight kiosk:care:wide:pr-[30%]">
            <Icon name="person" className="size-[3em] phone:hidden kiosk:care:wide:hidden" />
            {absence}
          </p>
        )}
        {props.band}
        {props.caption !== undefined && (
          <div className="bg-stage/80 px-4 py-2 phone:px-2 kiosk:px-3 desk:px-3 desk:py-1">
            {props.caption}
          </div>
        )}
      </div>
      {props.self !== null && <Self {...props.self} />}
      {props.children}
      {blocked && (
        <div className="absolute inset-x-0 top-1/3 flex flex-col items-center gap-3 px-4 text-center">
          <p className="rounded-part bg-stage/80 px-3 py-1">{props.soundBlockedWords.text}</p>
          <Button
            kind="primary"
            big
            className="focus-visible:outline-on-stage"
            icon="speaker"
            onPress={() => {
              unlockSound()
              setBlocked(false)
            }}
          >
            {props.soundBlockedWords.action}
          </Button>
        </div>
      )}
    </div>
  )
}

const Self = ({ track, label, absence }: NonNullable<StageProps['self']>): ReactNode => (
  <div className="@container absolute top-3 right-3 aspect-[4/3] w-[26%] max-w-[15rem] max-h-[55%] overflow-hidden rounded-part border-2 border-on-stage/70 bg-stage kiosk:max-w-[19rem] phone:w-[30%] desk:max-h-[40%] desk:max-w-[11rem]">
    {track === null ? (
      <p className="grid size-full place-items-center p-1 text-center text-note leading-tight">
        <span className="text-balance @max-[5.5em]:sr-only">{absence}</span>
        {/* Too narrow for words one could read: beside guests, and in large type on a phone. */}
        <Icon name="videoOff" className="size-[1.5em] @min-[5.5em]:hidden" />
      </p>
    ) : (
      <Video tracks={[track]} label={label} mirrored />
    )}
  </div>
)
