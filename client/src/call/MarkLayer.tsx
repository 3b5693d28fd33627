import type { Side } from '@farwindow/shared/call/machine.ts'
import { pictureBox, spotIn } from '@farwindow/shared/call/mark.ts'
import type { Box, Spot } from '@farwindow/shared/call/mark.ts'
import { useEffect, useRef, useState, type PointerEvent, type ReactNode, type RefObject } from 'react'
import { useStore } from 'zustand'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/icons.tsx'
import { lineThrough, StrokeLine } from '../parts/StrokeLine.tsx'
import type { MarkStore } from './markstore.ts'

export interface MarkLayerProps {
  readonly marks: MarkStore
  /** Whose screen it is. */
  readonly screen: Side
  /** Who is looking. */
  readonly side: Side
  readonly names: Readonly<Record<Side, string>>
  readonly video: RefObject<HTMLVideoElement | null>
  /** A finger draws; otherwise a mouse only points. */
  readonly draws: boolean
}

/** Where the picture lies within the layer, kept up to date as either changes. */
const usePictureBox = (
  layer: RefObject<HTMLElement | null>,
  video: RefObject<HTMLVideoElement | null>,
): Box | null => {
  const [box, setBox] = useState<Box | null>(null)
  useEffect(() => {
    const [around, picture] = [layer.current, video.current]
    if (around === null || picture === null) return undefined
    const look = (): void =>
      setBox(
        pictureBox(
          { width: around.clientWidth, height: around.clientHeight },
          { width: picture.videoWidth, height: picture.videoHeight },
        ),
      )
    const watch = new ResizeObserver(look)
    watch.observe(around)
    for (const name of ['resize', 'loadedmetadata'] as const) picture.addEventListener(name, look)
    look()
    return () => {
      watch.disconnect()
      for (const name of ['resize', 'loadedmetadata'] as const) picture.removeEventListener(name, look)
    }
  }, [layer, video])
  return box
}

/** Marks over a shown screen: they lie on the picture, not on its element, so that both see them at the same place. */
export const MarkLayer = ({ marks, screen, side, names, video, draws }: MarkLayerProps): ReactNode => {
  const { strokes, pointers } = useStore(marks.state, (now) => now[screen])
  const layer = useRef<HTMLDivElement>(null)
  const box = usePictureBox(layer, video)
  const stroke = useRef<string | null>(null)
  const spotAt = (event: PointerEvent): Spot | null => {
    const around = layer.current?.getBoundingClientRect()
    if (around === undefined || box === null) return null
    return spotIn(box, event.clientX - around.left, event.clientY - around.top)
  }
  const draw = (event: PointerEvent): void => {
    const at = spotAt(event)
    if (stroke.current !== null && at !== null) marks.draw(screen, stroke.current, at)
  }
  return (
    <div
      ref={layer}
      data-marks={screen}
      className={classes('absolute inset-0', draws && 'cursor-crosshair touch-none')}
      onPointerDown={(event) => {
        if (!draws) return
        event.currentTarget.setPointerCapture(event.pointerId)
        stroke.current = crypto.randomUUID()
        draw(event)
      }}
      onPointerMove={(event) => {
        if (stroke.current !== null) draw(event)
        else if (event.pointerType === 'mouse') marks.point(screen, spotAt(event))
      }}
      onPointerUp={() => (stroke.current = null)}
      onPointerCancel={() => (stroke.current = null)}
      onPointerLeave={() => marks.point(screen, null)}
    >
      {box !== null && (
        <div
          className="pointer-events-none absolute"
          style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        >
          <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" className="size-full">
            {strokes.map(({ id, by, points }) => (
              <StrokeLine key={id} id={id} by={by} d={lineThrough(points, 1_000)} />
            ))}
          </svg>
          {(['applicant', 'clerk'] as const).map((by) => {
            const at = pointers[by]
            return by === side || at === undefined ? null : (
              <span
                key={by}
                data-pointer={by}
                className="absolute flex items-start gap-1 text-warn"
                style={{ left: `${at[0] * 100}%`, top: `${at[1] * 100}%` }}
              >
                <Icon name="pointer" className="fill-current" />
                <span className="rounded-part bg-warn px-2 text-note whitespace-nowrap text-paper">
                  {names[by]}
                </span>
              </span>
            )
          })}
        </div>
      )}
    </div>
  )
}
