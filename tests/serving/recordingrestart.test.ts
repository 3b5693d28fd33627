import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { openDatabase as openPool } from '@farwindow/server/store/database.ts'
import { createLog } from '@farwindow/server/log.ts'
import type { RecordingState } from '@farwindow/shared/recording/state.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDatabase } from './database.ts'
import { openKiosk, openStaff } from './page.ts'
import { openPrograms } from './programs.ts'
import type { Programs } from './programs.ts'
import { callFrom } from './walk.ts'

const partsIn = (state: RecordingState): number => ('parts' in state ? state.parts.length : 0)

/** Desk and media node in processes of their own, killed under a recording. */
describe('a recording whose processes are killed', () => {
  let database: Awaited<ReturnType<typeof openDatabase>>
  let programs: Programs
  beforeAll(async () => {
    database = await openDatabase()
    programs = await openPrograms(database.url)
  })
  afterAll(async () => {
    await programs.close()
    await database.close()
  })

  test('RECORDING-25: a new desk finds it under way, another run follows on a new node, and the manifest knows both', async () => {
    const db = openPool(database.url, createLog('silent'))
    const stateOf = async (id: string): Promise<RecordingState> => {
      const query = db
        .selectFrom('subject')
        .select('state')
        .where('kind', '=', 'recording')
        .where('id', '=', id)
      // Written by the desk.
      return (await query.executeTakeFirstOrThrow()).state as RecordingState
    }
    const until = (id: string, check: (state: RecordingState) => void): Promise<void> =>
      vi.waitFor(async () => check(await stateOf(id)), { timeout: 30_000, interval: 200 })

    const first = await programs.desk()
    const node = await programs.node('node-1')
    const { page: kiosk } = await openKiosk(first.url, first.kioskCode)
    const lin = await openStaff(first.url, 'clerk', 'lin', demonstrationPassword)
    const { callId } = await callFrom(kiosk, lin, 'household-move')
    for (const page of [kiosk, lin]) valueOf(await page.ask('media.open', {}))
    valueOf(await lin.ask('recording.ask', { callId }))
    valueOf(await kiosk.ask('recording.agree', { callId }))
    await until(callId, (state) => expect(partsIn(state)).toBe(1))

    await first.kill()
    await programs.desk(Number(new URL(first.url).port))
    for (const page of [kiosk, lin]) await page.connect()
    const { recording } = valueOf(await lin.ask('recording.current', { callId }))
    expect(recording?.phase).toBe('recording')
    // The new desk hears of it again, and it is the same run still.
    await until(callId, (state) => {
      expect(partsIn(state)).toBe(1)
      expect('gaps' in state && state.gaps.every(({ toAt }) => toAt !== undefined)).toBe(true)
    })

    await node.kill()
    await programs.node('node-1')
    for (const page of [kiosk, lin])
      await vi.waitFor(async () => valueOf(await page.ask('media.open', {})), 20_000)
    await until(callId, (state) => expect(partsIn(state)).toBe(2))
    expect(await stateOf(callId)).toMatchObject({
      gaps: expect.arrayContaining([expect.objectContaining({ why: 'moved' })]),
    })

    valueOf(await lin.ask('call.hangUp', { callId }))
    await until(callId, (state) => expect(state).toMatchObject({ phase: 'kept', missingParts: [] }))
    await db.destroy()
  }, 150_000)
})
