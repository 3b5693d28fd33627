import type { Side } from '@farwindow/shared/call/machine.ts'
import { mostInPiece, noMarks, withMark, withoutStroke } from '@farwindow/shared/call/mark.ts'
import type { Mark, Marks, Spot } from '@farwindow/shared/call/mark.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { newestOnly } from '../latest.ts'
import type { Link } from '../link.ts'
import type { CallStore } from './store.ts'

/** What stands on the two screens that may be shown, by whose they are. */
export type MarkFacts = Readonly<Record<Side, Marks>>

export interface MarkStore {
  readonly state: StoreApi<MarkFacts>
  /** One's own pointer on that screen; null when it has left. */
  point(screen: Side, at: Spot | null): void
  /** One more point of one's own stroke. */
  draw(screen: Side, stroke: string, at: Spot): void
  clear(screen: Side): void
  reset(): void
  close(): void
}

/** A stroke stands so long after its last point. */
const stayMs = 6_000
/** A pointer that rests looks elsewhere. */
const restMs = 4_000
const patienceMs = 1_500
const bare: MarkFacts = { applicant: noMarks, clerk: noMarks }

/** Pointing and drawing on shown screens (POINT-1 … POINT-4). */
export const createMarkStore = (link: Link, side: Side, call: CallStore): MarkStore => {
  const state = createStore<MarkFacts>(() => bare)
  const { getState: get, setState: set } = state
  const fading = new Map<string, ReturnType<typeof setTimeout>>()
  let busy = false
  let waiting: { readonly screen: Side; readonly stroke: string; readonly points: Spot[] }[] = []

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
  const take = (screen: Side, by: Side, one: Mark): void => {
    set({ [screen]: withMark(get()[screen], by, one) })
    if (one.kind === 'stroke') {
      const id = `${by} ${one.id}`
      fade(`${screen} ${id}`, stayMs, () => set({ [screen]: withoutStroke(get()[screen], id) }))
    } else if (one.kind === 'point' && one.at !== null)
      fade(`${screen} ${by}`, restMs, () =>
        set({ [screen]: withMark(get()[screen], by, { kind: 'point', at: null }) }),
      )
  }
  const send = async (screen: Side, one: Mark): Promise<void> => {
    const now = call.state.getState().call
    if (now?.phase === 'active')
      await link.ask('talk.mark', { callId: now.id, screen, mark: one }, { patienceMs })
  }
  /** Points go in their order, as many at a time as have come together. */
  const flush = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (let piece = waiting[0]; piece !== undefined; piece = waiting[0]) {
      const points = piece.points.splice(0, mostInPiece)
      if (piece.points.length === 0) waiting = waiting.slice(1)
      await send(piece.screen, { kind: 'stroke', id: piece.stroke, points })
    }
    busy = false
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
    call.state.subscribe(({ call: now }, { call: before }) => {
      if (now?.id !== before?.id || now?.phase === 'ended') reset()
    }),
  ]
  return {
    state,
    point: (screen, at) => sendPointer({ screen, at }),
    draw: (screen, stroke, at) => {
      take(screen, side, { kind: 'stroke', id: stroke, points: [at] })
      const last = waiting.at(-1)
      if (last?.stroke === stroke) last.points.push(at)
      else waiting = [...waiting, { screen, stroke, points: [at] }]
      void flush()
    },
    clear: (screen) => {
      take(screen, side, { kind: 'clear' })
      void send(screen, { kind: 'clear' })
    },
    reset,
    close: () => {
      reset()
      for (const stop of stops) stop()
    },
  }
}
