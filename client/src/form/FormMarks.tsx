import { placeBy, spotBy } from '@farwindow/shared/call/mark.ts'
import type { Anchor, Spot, Stroke } from '@farwindow/shared/call/mark.ts'
import { useEffect, useRef, type PointerEvent, type ReactNode, type RefObject } from 'react'
import { classes } from '../parts/classes.ts'
import { lineThrough, StrokeLine } from '../parts/StrokeLine.tsx'
import { anchorAt, elementOf } from './anchor.ts'
import { showField } from './screen.ts'

export interface FormMarksProps {
  readonly strokes: readonly Stroke[]
  /** One more point of one's own stroke; unset while the form is to be filled in, not drawn on. */
  readonly onDraw?: ((stroke: string, on: Anchor, at: Spot) => void) | undefined
  /** Brings a stroke's field to the eyes, unless this says that somebody is typing. */
  readonly isTyping?: () => boolean
  /** The page of the form. */
  readonly children: ReactNode
}

/** A page of the form with what is drawn on it (POINT-5): each stroke lies on its field, wherever that stands on this screen. */
export const FormMarks = ({ strokes, onDraw, isTyping, children }: FormMarksProps): ReactNode => {
  const page = useRef<HTMLDivElement>(null)
  usePlaced(page, strokes)
  useBroughtToSight(page, strokes, isTyping)
  return (
    <div ref={page} data-marks="form" className="relative">
      {children}
      <div className={classes('absolute inset-0', onDraw === undefined && 'pointer-events-none')}>
        {onDraw !== undefined && <Pad page={page} onDraw={onDraw} />}
        <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full overflow-visible">
          {strokes.map(({ id, by }) => (
            <StrokeLine key={id} id={id} by={by} d="" />
          ))}
        </svg>
      </div>
    </div>
  )
}

type Page = RefObject<HTMLElement | null>

/** Over the fields while the mouse draws; without it they are filled in as ever. */
const Pad = ({
  page,
  onDraw,
}: { readonly page: Page } & Required<Pick<FormMarksProps, 'onDraw'>>): ReactNode => {
  const stroke = useRef<{ readonly id: string; readonly on: Anchor } | null>(null)
  const draw = ({ clientX, clientY }: PointerEvent): void => {
    if (page.current === null || stroke.current === null) return
    const { id, on } = stroke.current
    const box = elementOf(page.current, on)?.getBoundingClientRect()
    const at = box === undefined ? null : spotBy(box, clientX, clientY)
    if (at !== null) onDraw?.(id, on, at)
  }
  const end = (): void => void (stroke.current = null)
  return (
    <div
      data-drawing=""
      className="absolute inset-0 z-10 cursor-crosshair touch-none"
      onPointerDown={(event) => {
        const on = page.current === null ? null : anchorAt(page.current, event.clientX, event.clientY)
        if (on === null || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        stroke.current = { id: crypto.randomUUID(), on }
        draw(event)
      }}
      onPointerMove={draw}
      onPointerUp={end}
      onPointerCancel={end}
    />
  )
}

/** The page grows and turns beneath the strokes: where they lie is looked up anew for each picture while any stands. */
const usePlaced = (page: Page, strokes: readonly Stroke[]): void => {
  useEffect(() => {
    if (strokes.length === 0) return undefined
    let frame = 0
    const follow = (): void => {
      if (page.current !== null) place(page.current, strokes)
      frame = requestAnimationFrame(follow)
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [page, strokes])
}

const place = (page: HTMLElement, strokes: readonly Stroke[]): void => {
  const origin = page.getBoundingClientRect()
  for (const { id, on, points } of strokes) {
    const box = on === undefined ? undefined : elementOf(page, on)?.getBoundingClientRect()
    const line =
      box === undefined
        ? ''
        : lineThrough(
            points.map((each) => {
              const [x, y] = placeBy(box, each)
              return [x - origin.left, y - origin.top] as const
            }),
          )
    for (const path of page.querySelectorAll(`[data-stroke="${CSS.escape(id)}"] path`))
      path.setAttribute('d', line)
  }
}

/** POINT-6: what is drawn where one does not look comes before one's eyes. */
const useBroughtToSight = (
  page: Page,
  strokes: readonly Stroke[],
  isTyping: FormMarksProps['isTyping'],
): void => {
  const brought = useRef<string | null>(null)
  // Once for each stroke, as soon as its page is before one: whatever is drawn here may show the field at last.
  useEffect(() => {
    const newest = strokes.at(-1)
    const on = newest?.id === brought.current ? undefined : newest?.on
    const element = page.current === null || on === undefined ? null : elementOf(page.current, on)
    if (isTyping === undefined || newest === undefined || on === undefined || element === null) return
    brought.current = newest.id
    if (isTyping()) return
    const { left, top, width, height } = element.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + height / 2)
    if (seen === null || !(element.contains(seen) || seen.contains(element))) showField(on.field, false)
  })
}
