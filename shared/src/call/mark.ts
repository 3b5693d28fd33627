import { z } from 'zod'
import { fieldPath } from '../form/value.ts'
import { side } from './machine.ts'
import type { Side } from './machine.ts'

/** A place on a shown screen, as shares of its width and height. */
const spot = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])
export type Spot = z.infer<typeof spot>

/** Points that travel in one piece, and that one stroke keeps. */
export const mostInPiece = 32
const mostInStroke = 400
/** Strokes that stand on a screen at once; the oldest goes first. */
const mostStrokes = 12

/** What somebody does on a shown screen: points, stops pointing, draws on, wipes everything away. */
export const mark = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('point'), at: spot.nullable() }),
  z.strictObject({
    kind: z.literal('stroke'),
    id: z.string().min(1).max(36),
    points: z.array(spot).min(1).max(mostInPiece),
  }),
  z.strictObject({ kind: z.literal('clear') }),
])
export type Mark = z.infer<typeof mark>

/** Whose screen it is on. */
export const screenOf = side

/** What a stroke in the form lies on: a field, or one of the answers to choose from in it, counted from 0. */
export const anchor = z.strictObject({
  field: fieldPath,
  choice: z.number().int().min(0).max(99).exactOptional(),
})
export type Anchor = z.infer<typeof anchor>

/** A stroke leads out of the field it began over, by so many of its widths and heights at most. */
const farthest = 50
const nearby = z.number().min(-farthest).max(farthest)

/** What the clerk does in the form: draws on beside a field, in shares of its box; wipes everything away. */
export const formMark = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stroke'),
    id: z.string().min(1).max(36),
    on: anchor,
    points: z
      .array(z.tuple([nearby, nearby]))
      .min(1)
      .max(mostInPiece),
  }),
  z.strictObject({ kind: z.literal('clear') }),
])
export type FormMark = z.infer<typeof formMark>

export interface Stroke {
  readonly id: string
  readonly by: Side
  /** In the form; unset on a screen. */
  readonly on?: Anchor
  readonly points: readonly Spot[]
}

/** What stands on one shown screen, or in the form. */
export interface Marks {
  readonly pointers: Readonly<Partial<Record<Side, Spot>>>
  readonly strokes: readonly Stroke[]
}

export const noMarks: Marks = { pointers: {}, strokes: [] }

/** How much of it a mark is, for limits. */
export const weightOf = (one: Mark | FormMark): number => (one.kind === 'stroke' ? one.points.length : 1)

/** The marks after one more by this side (POINT-2, POINT-3). */
export const withMark = (marks: Marks, by: Side, one: Mark | FormMark): Marks => {
  if (one.kind === 'clear') return noMarks
  if (one.kind === 'point') {
    const { [by]: _former, ...others } = marks.pointers
    return { ...marks, pointers: one.at === null ? others : { ...others, [by]: one.at } }
  }
  const id = `${by} ${one.id}`
  const known = marks.strokes.find((stroke) => stroke.id === id)
  const points = [...(known?.points ?? []), ...one.points].slice(0, mostInStroke)
  const drawn = { id, by, points, ...('on' in one ? { on: one.on } : {}) }
  const strokes =
    known === undefined
      ? [...marks.strokes, drawn].slice(-mostStrokes)
      : marks.strokes.map((stroke) => (stroke === known ? drawn : stroke))
  return { ...marks, strokes }
}

/** A stroke that has stood long enough goes. */
export const withoutStroke = (marks: Marks, id: string): Marks => ({
  ...marks,
  strokes: marks.strokes.filter((stroke) => stroke.id !== id),
})

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where a picture shown whole (`object-fit: contain`) lies in its element: bars are left and right, or above and below. */
export const pictureBox = (
  element: { readonly width: number; readonly height: number },
  picture: { readonly width: number; readonly height: number },
): Box | null => {
  if (Math.min(element.width, element.height, picture.width, picture.height) <= 0) return null
  const scale = Math.min(element.width / picture.width, element.height / picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  return { left: (element.width - width) / 2, top: (element.height - height) / 2, width, height }
}

/** A place within the element as a place on the picture; null outside of it. */
export const spotIn = (box: Box, x: number, y: number): Spot | null => {
  const [across, down] = [(x - box.left) / box.width, (y - box.top) / box.height]
  return across < 0 || across > 1 || down < 0 || down > 1 ? null : [across, down]
}

const notTooFar = (share: number): number => Math.min(farthest, Math.max(-farthest, share))

/** A place of the window as shares of a field's box, also beside it (POINT-5); null while the box has no size. */
export const spotBy = (box: Box, x: number, y: number): Spot | null => {
  if (Math.min(box.width, box.height) <= 0) return null
  return [notTooFar((x - box.left) / box.width), notTooFar((y - box.top) / box.height)]
}

/** The way back: where such a place is in the window. */
export const placeBy = (box: Box, [across, down]: Spot): Spot => [
  box.left + across * box.width,
  box.top + down * box.height,
]
