import { vi, expect } from 'vitest'
import type { MediaHost, MediaHostEvent } from '@farwindow/server/call/host.ts'
import type { RecordingPart } from '@farwindow/server/call/recording/manifest.ts'
import type { Database } from '@farwindow/server/store/database.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { callFrom } from './walk.ts'
import type { Call } from './walk.ts'

/** What the media host was asked about a recording, and what stood in the record by then. */
export interface Asked {
  readonly name: 'record' | 'pauseRecording' | 'resumeRecording' | 'stopRecording'
  readonly recordingId: string
  readonly peerIds: readonly string[]
  readonly key: string
  readonly written: readonly string[]
}

/** A desk on a media host whose recorder does nothing but note what it was asked, and tells what the test makes it tell. */
export interface RecordedDesk {
  readonly desk: TestDesk
  readonly kiosk: Page
  readonly clerk: Page
  /** What was asked about this recording, in order. */
  asked(id: string): Asked[]
  tell(event: MediaHostEvent): void
  /** What it has when it is stopped. */
  has(parts: readonly RecordingPart[]): void
  /** Whether it can be reached; `disk`: it can, and has nowhere to write to. */
  isAway(away: boolean | 'disk'): void
  /** Names of the recording's events so far. */
  names(id: string): Promise<string[]>
  state(id: string): Promise<RecordingState>
  until(id: string, phase: RecordingState['phase']): Promise<void>
  /** A call with both sides' media there. */
  begin(): Promise<Call>
  /** The clerk asks, the applicant agrees, the recording has begun. */
  agree(call: Call): Promise<void>
}

const patience = 15_000

const namesIn = async (db: Database, id: string): Promise<string[]> => {
  const query = db.selectFrom('event').select('name').where('kind', '=', 'recording').where('id', '=', id)
  return (await query.orderBy('n').execute()).map(({ name }) => name)
}

const stateIn = async (db: Database, id: string): Promise<RecordingState> => {
  const query = db.selectFrom('subject').select('state').where('kind', '=', 'recording').where('id', '=', id)
  // Written by the desk.
  return (await query.executeTakeFirstOrThrow()).state as RecordingState
}

/** A run in which nobody sent anything. */
const emptyPart = (recordingId: string): RecordingPart => ({
  recordingId,
  partId: 'part-1',
  beganAt: 0,
  endedAt: 1,
  segments: [],
  gaps: [],
})

const nothingYet = (_id: string): Promise<string[]> => Promise.resolve([])

export const openRecordedDesk = async (): Promise<RecordedDesk> => {
  const asked: Asked[] = []
  const listeners = new Set<(event: MediaHostEvent) => void>()
  let parts: readonly RecordingPart[] | undefined
  let away: boolean | 'disk' = false
  let written = nothingYet

  const note = async (
    name: Asked['name'],
    input: { readonly recordingId: string; readonly peerIds?: readonly string[]; readonly key?: string },
  ): Promise<boolean> => {
    const { recordingId, peerIds = [], key = '' } = input
    asked.push({ name, recordingId, peerIds, key, written: await written(recordingId) })
    return away === false
  }
  const recorder = (host: MediaHost): MediaHost => ({
    ...host,
    record: async (input) =>
      (await note('record', input))
        ? ok({ partId: 'part-1', beganAt: Date.now() })
        : away === 'disk'
          ? refuse('unavailable', 'disk')
          : refuse('unavailable'),
    pauseRecording: async (input) =>
      (await note('pauseRecording', input)) ? ok(null) : refuse('unavailable'),
    resumeRecording: async (input) =>
      (await note('resumeRecording', input)) ? ok(null) : refuse('unavailable'),
    stopRecording: async (input) =>
      (await note('stopRecording', input))
        ? ok({ parts: parts ?? [emptyPart(input.recordingId)] })
        : refuse('unavailable'),
    listen: (listener) => {
      listeners.add(listener)
      return host.listen(listener)
    },
  })

  const desk = await openDesk({ mediaThrough: recorder, longestSleepMs: 250 })
  written = (id) => namesIn(desk.db, id)
  const kiosk = await desk.kiosk()
  const clerk = await desk.staff('clerk', 'lin')
  return {
    desk,
    kiosk,
    clerk,
    asked: (id) => asked.filter(({ recordingId }) => recordingId === id),
    tell: (event) => listeners.forEach((listen) => listen(event)),
    has: (found) => void (parts = found),
    isAway: (now) => void (away = now),
    names: (id) => namesIn(desk.db, id),
    state: (id) => stateIn(desk.db, id),
    until: (id, phase) =>
      vi.waitFor(async () => expect((await stateIn(desk.db, id)).phase).toBe(phase), patience),
    begin: async () => {
      const call = await callFrom(kiosk, clerk, 'company-establishment')
      for (const page of [kiosk, clerk]) valueOf(await page.ask('media.open', {}))
      parts = undefined
      return call
    },
    agree: async ({ callId }) => {
      valueOf(await clerk.ask('recording.ask', { callId }))
      valueOf(await kiosk.ask('recording.agree', { callId }))
      await vi.waitFor(async () => expect(await namesIn(desk.db, callId)).toContain('began'), patience)
    },
  }
}
