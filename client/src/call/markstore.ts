import type { Side } from '@farwindow/shared/call/machine.ts'
import { mostInPiece, noMarks, withMark, withoutStroke } from '@farwindow/shared/call/mark.ts'
import type { Anchor, FormMark, Mark, Marks, Spot } from '@farwindow/shared/call/mark.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { newestOnly } from '../latest.ts'
import type { Link } from '../link.ts'
import type { CallStore } from './store.ts'

/** What is drawn on: one of the two screens that may be shown, by whose it is, or the form. */
export type MarkedPlace = Side | 'form'
export type MarkFacts = Readonly<Record<MarkedPlace, Marks>>

export interface MarkStore {
  readonly state: StoreApi<MarkFacts>
  /** One's own pointer on that screen; null when it has left. */
  point(screen: Side, at: Spot | null): void
  /** One more point of one's own stroke. */
  draw(screen: Side, stroke: string, at: Spot): void
  /** The same in the form, beside the field the stroke began over. */
  drawInForm(stroke: string, on: Anchor, at: Spot): void
  clear(place: MarkedPlace): void
  reset(): void
  close(): void
}

/** A stroke stands so long after its last point. */
const stayMs = 6_000
/** A pointer that rests looks elsewhere. */
const restMs = 4_000
const patienceMs = 1_500
const bare: MarkFacts = { applicant: noMarks, clerk: noMarks, form: noMarks }

/** A stroke, or a piece of it, and where it is drawn. */
type Drawn =
  | { readonly place: Side; readonly mark: Extract<Mark, { kind: 'stroke' }> }
  | { readonly place: 'form'; readonly mark: Extract<FormMark, { kind: 'stroke' }> }

const withPoints = (drawn: Drawn, points: Spot[]): Drawn =>
  drawn.place === 'form'
    ? { ...drawn, mark: { ...drawn.mark, points } }
    : { ...drawn, mark: { ...drawn.mark, points } }

/** Pointing and drawing on shown screens and in the form (POINT-1 … POINT-6). */
export const createMarkStore = (link: Link, side: Side, call: CallStore): MarkStore => {
  const state = createStore<MarkFacts>(() => bare)
  const { getState: get, setState: set } = state
  const fading = new Map<string, ReturnType<typeof setTimeout>>()
  let busy = false
  let waiting: readonly Drawn[] = []

  const fade = (key: string, ms: number, gone: () => void): void => {
    clearTimeout(fading.get(key))
    fading.set(
      key,
      setTimeout(() => {
        fading.delete(key)
        gone()
      }, ms),
    )
  }
  const take = (place: MarkedPlace, by: Side, one: Mark | FormMark): void => {
    set({ [place]: withMark(get()[place], by, one) })
    if (one.kind === 'stroke') {
      const id = `${by} ${one.id}`
      fade(`${place} ${id}`, stayMs, () => set({ [place]: withoutStroke(get()[place], id) }))
    } else if (one.kind === 'point' && one.at !== null)
      fade(`${place} ${by}`, restMs, () =>
        set({ [place]: withMark(get()[place], by, { kind: 'point', at: null }) }),
      )
  }
  const activeCall = (): string | null => {
    const now = call.state.getState().call
    return now?.phase === 'active' ? now.id : null
  }
  const send = async (screen: Side, mark: Mark): Promise<void> => {
    const callId = activeCall()
    if (callId !== null) await link.ask('talk.mark', { callId, screen, mark }, { patienceMs })
  }
  const sendInForm = async (mark: FormMark): Promise<void> => {
    const callId = activeCall()
    if (callId !== null) await link.ask('talk.markForm', { callId, mark }, { patienceMs })
  }
  /** Points go in their order, as many at a time as have come together. */
  const flush = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (let piece = waiting[0]; piece !== undefined; piece = waiting[0]) {
      const points = piece.mark.points.slice(0, mostInPiece)
      const rest = piece.mark.points.slice(mostInPiece)
      waiting = [...(rest.length === 0 ? [] : [withPoints(piece, rest)]), ...waiting.slice(1)]
      await (piece.place === 'form'
        ? sendInForm({ ...piece.mark, points })
        : send(piece.place, { ...piece.mark, points }))
    }
    busy = false
  }
  const draw = (drawn: Drawn): void => {
    take(drawn.place, side, drawn.mark)
    const last = waiting.at(-1)
    if (last?.mark.id === drawn.mark.id)
      waiting = [...waiting.slice(0, -1), withPoints(last, [...last.mark.points, ...drawn.mark.points])]
    else waiting = [...waiting, drawn]
    void flush()
  }
  const sendPointer = newestOnly(({ screen, at }: { readonly screen: Side; readonly at: Spot | null }) =>
    send(screen, { kind: 'point', at }),
  )

  const reset = (): void => {
    for (const timer of fading.values()) clearTimeout(timer)
    fading.clear()
    waiting = []
    set(bare)
  }
  const stops = [
    link.on('talk.marked', ({ callId, by, screen, mark }) => {
      if (by !== side && callId === call.state.getState().call?.id) take(screen, by, mark)
    }),
    link.on('talk.markedForm', ({ callId, mark }) => {
      if (callId === call.state.getState().call?.id) take('form', 'clerk', mark)
    }),
    call.state.subscribe(({ call: now }, { call: before }) => {
      if (now?.id !== before?.id || now?.phase === 'ended') reset()
    }),
  ]
  return {
    state,
    point: (screen, at) => sendPointer({ screen, at }),
    draw: (place, id, at) => draw({ place, mark: { kind: 'stroke', id, points: [at] } }),
    drawInForm: (id, on, at) => draw({ place: 'form', mark: { kind: 'stroke', id, on, points: [at] } }),
    clear: (place) => {
      take(place, side, { kind: 'clear' })
      void (place === 'form' ? sendInForm({ kind: 'clear' }) : send(place, { kind: 'clear' }))
    },
    reset,
    close: () => {
      reset()
      for (const stop of stops) stop()
    },
  }
}
