import { useLayoutEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react'
import { classes } from '../parts/classes.ts'
import { handOver, isMoving } from './handover.ts'
import { blankPicture, keyOf, leavePicture, takePicture } from './warm.ts'

export interface VideoProps {
  /** What is shown and, with `sound`, heard; nothing is shown for none. */
  readonly tracks: readonly MediaStreamTrack[]
  /** For screen readers: 窗口人员的画面. */
  readonly label: string
  /** Plays the sound as well. Where the browser refuses, the picture goes on silently and `onBlocked` is told. */
  readonly sound?: boolean
  readonly onBlocked?: (blocked: boolean) => void
  /** Told false with each new picture source, and true when its first picture is there. */
  readonly onPicture?: (there: boolean) => void
  /** One's own picture, as a mirror shows it. */
  readonly mirrored?: boolean
  /** `cover` fills the box and cuts edges, `contain` shows everything. */
  readonly fit?: 'cover' | 'contain'
  readonly className?: string
  /** For whoever takes a snapshot or zooms. */
  readonly video?: RefObject<HTMLVideoElement | null>
}

const play = async (video: HTMLVideoElement, tellBlocked: (blocked: boolean) => void): Promise<void> => {
  try {
    await video.play()
    tellBlocked(false)
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return
    video.muted = true
    tellBlocked(true)
    // A silent picture is allowed everywhere; it fails only when the element is gone.
    await video.play().catch(() => undefined)
  }
}

/** Live tracks in a picture. Tracks may come and go; one that plays already out of sight is taken as it is. */
export const Video = (props: VideoProps): ReactNode => {
  const holder = useRef<HTMLDivElement>(null)
  const own = useRef<HTMLVideoElement>(null)
  const box = props.video ?? own
  const sound = props.sound === true
  const tell = useRef(props)
  const looks = classes(
    'size-full bg-stage',
    props.fit === 'contain' ? 'object-contain' : 'object-cover',
    props.mirrored === true && '-scale-x-100',
    props.className,
  )

  const ids = keyOf(props.tracks)
  const stream = useMemo(
    () => (ids === '' ? null : new MediaStream([...props.tracks])),
    // The same tracks in a new array are the same stream.
    // oxlint-disable-next-line react/exhaustive-deps
    [ids],
  )
  useLayoutEffect(() => {
    const warm = takePicture(ids)
    const former = box.current
    const video = warm ?? former ?? blankPicture()
    const isSwitch = former !== null && former !== video && former.isConnected && isMoving(former)
    if (isSwitch) former.before(video)
    else if (video.parentElement !== holder.current) holder.current?.replaceChildren(video)
    if (!isSwitch && former !== null && former !== video) former.srcObject = null
    box.current = video
    if (warm === null) video.srcObject = stream
    const begin = (): void => {
      video.muted = !sound
      if (stream !== null) void play(video, (blocked) => tell.current.onBlocked?.(blocked))
    }
    const see = (): void => tell.current.onPicture?.(video.videoWidth > 0)
    // `resize` is the first picture's own event; a stream that begins with sound has none before it.
    for (const sign of ['loadeddata', 'resize']) video.addEventListener(sign, see)
    see()
    const endSwitch = isSwitch ? handOver(former, video, begin) : undefined
    if (endSwitch === undefined) begin()
    return () => {
      for (const sign of ['loadeddata', 'resize']) video.removeEventListener(sign, see)
      endSwitch?.()
    }
  }, [box, ids, stream, sound])
  const shown = useRef(ids)
  useLayoutEffect(() => {
    shown.current = ids
  }, [ids])
  useLayoutEffect(
    () => () => {
      if (box.current !== null) leavePicture(shown.current, box.current)
      box.current = null
    },
    [box],
  )
  useLayoutEffect(() => {
    tell.current = props
    const video = box.current
    if (video === null) return
    video.className = looks
    video.setAttribute('aria-label', props.label)
  })

  return <div ref={holder} className="contents" />
}

/** After a press: lets the sound of every picture on the page be heard. */
export const unlockSound = (): void => {
  for (const video of document.querySelectorAll('video')) {
    if (video.srcObject instanceof MediaStream && video.srcObject.getAudioTracks().length > 0) {
      video.muted = false
      void video.play().catch(() => undefined)
    }
  }
}
