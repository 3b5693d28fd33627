import { nothingRead, readDraft, readSaid } from '@farwindow/shared/call/draft.ts'
import type { Draft, Reading } from '@farwindow/shared/call/draft.ts'
import type { Sheet } from '@farwindow/shared/call/sheet.ts'
import type { Side } from '@farwindow/shared/call/machine.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { largestFileBytes } from '@farwindow/shared/record/protocol.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { newestOnly } from '../latest.ts'
import type { Link } from '../link.ts'
import { remembered } from './remembered.ts'
import type { CallStore } from './store.ts'

/** What is written in this call besides what was said. */
export interface TalkFacts {
  /** The other side's writing. */
  readonly reading: Reading
  /** Whether the other side sees one's own writing letter by letter (逐字显示). */
  readonly letters: boolean
}

export interface TalkStore {
  readonly state: StoreApi<TalkFacts>
  /** What stands in the box now. */
  write(text: string): void
  /** Says what stands in the box. */
  say(text: string): Promise<Outcome<object>>
  setLetters(on: boolean): void
  /** Sends the other side a picture or PDF; it appears among the lines. */
  push(name: string, content: Blob): Promise<Outcome<object>>
  /** Clerk: sends a part of the present item; it appears among the lines. */
  sendSheet(sheet: Sheet): Promise<Outcome<object>>
  /** Forgets what was written. */
  reset(): void
  /** Forgets what was chosen, too: the next person at a kiosk begins anew. */
  forget(): void
  close(): void
}

/** What is typed is on its way at once; where the line is broken it is worth nothing a moment later. */
const patienceMs = 2_000
/** A photo over a weak line takes a while. */
const slowLine = { patienceMs: 120_000, answerMs: 60_000 }
const lettersChoice = remembered('farwindow.letters', true)

/** Writing to and fro within a call (TALK-1 … TALK-4). */
export const createTalkStore = (link: Link, side: Side, call: CallStore): TalkStore => {
  const state = createStore<TalkFacts>(() => ({ reading: nothingRead, letters: lettersChoice.get() }))
  const { getState: get, setState: set } = state
  /** The line under way: its text as the box has it, and how much of it was told. */
  let line = { id: crypto.randomUUID() as string, n: 0, text: '' }

  // A version is tied to its line when it is written: what waits here may be told after that line was said.
  const send = newestOnly(async (draft: Draft) => {
    const current = call.state.getState().call
    if (current?.phase !== 'active') return
    await link.ask('talk.draft', { callId: current.id, ...draft }, { patienceMs })
  })
  const tell = (text: string): void => {
    line.n += 1
    send({ line: line.id, n: line.n, text })
  }
  const begin = (): void => {
    line = { id: crypto.randomUUID(), n: 0, text: '' }
  }

  const stops = [
    link.on('talk.drafted', ({ callId, by, ...draft }) => {
      if (by === side || callId !== call.state.getState().call?.id) return
      set({ reading: readDraft(get().reading, draft) })
    }),
    link.on('call.said', ({ by, line: said }) => {
      if (by !== side) set({ reading: readSaid(get().reading, said) })
    }),
    // What was being written when the line broke is told anew.
    link.onBack(() => {
      if (get().letters && line.text !== '') tell(line.text)
    }),
    call.state.subscribe(({ call: now }, { call: before }) => {
      if (now?.id !== before?.id || now?.phase === 'ended') {
        set({ reading: nothingRead })
        begin()
      } else if (now?.away.some((one) => one !== side) === true && get().reading.draft !== null)
        // Whoever wrote it is gone, and nobody can say it any more.
        set({ reading: { ...get().reading, draft: null } })
    }),
  ]

  const reset = (): void => {
    set({ reading: nothingRead })
    begin()
  }
  return {
    state,
    write: (text) => {
      if (text === line.text) return
      line.text = text
      if (get().letters) tell(text)
    },
    say: async (text) => {
      const said = line
      begin()
      const callId = call.state.getState().call?.id ?? ''
      const outcome = await link.ask('call.say', { callId, text, line: said.id })
      // Not said: it must not stand there as if somebody were still writing it.
      if (!outcome.ok && said.n > 0) send({ line: said.id, n: said.n + 1, text: '' })
      return outcome
    },
    setLetters: (on) => {
      lettersChoice.set(on)
      set({ letters: on })
      if (line.text !== '') tell(on ? line.text : '')
    },
    push: async (name, content) => {
      if (content.size > largestFileBytes) return refuse('fileTooLarge')
      const bytes = new Uint8Array(await content.arrayBuffer())
      const callId = call.state.getState().call?.id ?? ''
      return link.ask('talk.push', { callId, name: name.slice(-200), bytes }, slowLine)
    },
    sendSheet: (sheet) => link.ask('talk.sheet', { callId: call.state.getState().call?.id ?? '', sheet }),
    reset,
    forget: () => {
      lettersChoice.set(true)
      reset()
      set({ letters: true })
    },
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
