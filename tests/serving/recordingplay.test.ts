import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordingPart } from '@farwindow/server/call/recording/manifest.ts'
import { playable } from '@farwindow/server/call/recording/playable.ts'
import { sealer } from '@farwindow/server/call/recording/seal.ts'
import { blockWriter, webmHead } from '@farwindow/server/call/recording/webm.ts'
import { verifyChain } from '@farwindow/server/record/verify.ts'
import { keepMs } from '@farwindow/shared/recording/machine.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import type { Page } from './page.ts'
import { openRecordedDesk } from './recorder.ts'
import type { RecordedDesk } from './recorder.ts'
import { addStaff, endCall, handIn } from './walk.ts'
import type { Call } from './walk.ts'

const file = '001-camera.fwr'

/** Some seconds of pictures as a recorder writes them: more than one chunk. */
const film = (): Buffer => {
  const write = blockWriter()
  const blocks = Array.from({ length: 90 }, (_, n) =>
    write(Math.round((n * 1_000) / 30), n % 10 === 0, Buffer.alloc(4_000, n), true),
  )
  return Buffer.concat([webmHead({ codec: 'VP8', size: { width: 640, height: 480 } }, 0), ...blocks])
}

describe('a recording that is over', () => {
  let recorded: RecordedDesk
  let call: Call
  let id: string
  let reference: string
  let supervisor: Page
  let reviewer: Page
  const shown = film()
  let manifest: RecordingPart

  /** What a recorder would have left: a file sealed with the key it was given. */
  const leave = async (): Promise<void> => {
    const key = Buffer.from(recorded.asked(id)[0]?.key ?? '', 'base64')
    const seal = sealer(key, `${id}/part-1/${file}`)
    const parts: Buffer[] = []
    for (let at = 0; at < shown.length; at += 50_000) parts.push(seal(shown.subarray(at, at + 50_000)))
    const sealed = Buffer.concat([...parts, seal(Buffer.alloc(0), true)])
    const dir = path.join(recorded.desk.recordingsDir, id, 'part-1')
    await mkdir(dir, { recursive: true })
    await writeFile(path.join(dir, file), sealed)
    const peerId = recorded.asked(id)[0]?.peerIds[0] ?? ''
    const now = Date.now()
    const segment = {
      file,
      peerId,
      source: 'camera',
      codec: 'VP8',
      size: { width: 640, height: 480 },
      beganAt: now,
      endedAt: now + 3_000,
      whole: true,
      lostPackets: 0,
      bytes: sealed.length,
      sha256: createHash('sha256').update(sealed).digest('hex'),
    } as const
    const gap = { peerId, source: 'camera', fromAt: now + 10, toAt: now + 500, why: 'lost' } as const
    manifest = {
      recordingId: id,
      partId: 'part-1',
      beganAt: now,
      endedAt: now + 3_000,
      segments: [segment],
      gaps: [gap],
    }
    recorded.has([manifest])
  }

  beforeAll(async () => {
    recorded = await openRecordedDesk()
    ;[supervisor, reviewer] = [
      await recorded.desk.staff('supervisor', 'shen'),
      await recorded.desk.staff('reviewer', 'wu'),
    ]
    call = await recorded.begin()
    id = call.callId
    await recorded.agree(call)
    valueOf(await recorded.clerk.ask('recording.pause', { callId: id, why: 'bystander' }))
    valueOf(await recorded.clerk.ask('recording.resume', { callId: id }))
    ;({ reference } = await handIn(call))
    await leave()
    await endCall(call)
    await recorded.until(id, 'kept')
  })
  afterAll(() => recorded.desk.close())

  const address = (surface: string, name = file): string => `/recordings/${surface}/${id}/part-1/${name}`
  const eventsOf = async (name: string) =>
    recorded.desk.db
      .selectFrom('event')
      .select(['by', 'data'])
      .where('kind', '=', 'recording')
      .where('id', '=', id)
      .where('name', '=', name)
      .execute()

  test('RECORDING-27: the manifest with every digest and gap is in the chain', async () => {
    const [closed] = await eventsOf('closed')
    const [segment] = manifest.segments
    expect(closed?.data).toMatchObject({
      segments: [{ file, sha256: segment?.sha256, bytes: segment?.bytes, partId: 'part-1' }],
      gaps: [{ why: 'lost', partId: 'part-1' }],
      missingParts: [],
    })
    expect(await verifyChain(recorded.desk.db, 'recording', id)).toMatchObject({ ok: true })
  })

  test('RECORDING-28, RECORDING-29: supervisor and reviewer of the office see it with pauses and what happened; the look is an event', async () => {
    const { recordings } = valueOf(await reviewer.ask('recording.ofCase', { reference }))
    expect(recordings).toMatchObject([
      { id, reference, phase: 'kept', clerk: '林晓雯', endedWhy: 'callEnded' },
    ])
    expect(valueOf(await supervisor.ask('recording.latest', {})).recordings).toMatchObject([{ id }])
    const before = (await eventsOf('looked')).length
    for (const page of [reviewer, supervisor]) {
      const show = valueOf(await page.ask('recording.show', { recordingId: id }))
      expect(show.segments).toMatchObject([{ path: `part-1/${file}`, source: 'camera', side: 'applicant' }])
      expect(show.pauses).toMatchObject([{ by: 'clerk', why: 'bystander' }])
      const whats = show.events.map(({ what }) => what)
      for (const what of ['formEdited', 'paperGiven', 'identityAccepted', 'signed', 'submitted'])
        expect(whats).toContain(what)
      expect(show.events.find(({ what }) => what === 'formEdited')?.label?.zh).toBeTypeOf('string')
      // Nothing that anybody wrote.
      expect(JSON.stringify(show.events)).not.toContain('11010519491231002X')
    }
    expect((await eventsOf('looked')).length).toBe(before + 2)
  })

  test('RECORDING-28: a file is sent in any range, the same bytes as in one piece, and noted once', async () => {
    const whole = await supervisor.get(address('supervisor'))
    expect(whole.headers.get('content-type')).toBe('video/webm')
    expect(whole.headers.get('cache-control')).toBe('no-store')
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect(bytes.equals(playable(shown) ?? Buffer.alloc(0))).toBe(true)
    const ranges = [
      [0, 0],
      [0, 99],
      [49_000, 51_000],
      [99_990, 250_001],
      [bytes.length - 40, bytes.length - 1],
    ] as const
    for (const [from, last] of ranges) {
      const part = await supervisor.get(address('supervisor'), { range: `bytes=${from}-${last}` })
      expect([part.status, part.headers.get('content-range')]).toEqual([
        206,
        `bytes ${from}-${last}/${bytes.length}`,
      ])
      expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(from, last + 1))).toBe(true)
    }
    const end = await supervisor.get(address('supervisor'), { range: 'bytes=-30' })
    expect(Buffer.from(await end.arrayBuffer()).equals(bytes.subarray(-30))).toBe(true)
    const beyond = await supervisor.get(address('supervisor'), { range: `bytes=${bytes.length}-` })
    expect(beyond.status).toBe(416)
    expect(await eventsOf('played')).toMatchObject([
      { by: { role: 'supervisor' }, data: { file: `part-1/${file}` } },
    ])
  })

  test('RECORDING-28: to everybody else it does not exist, and nobody is noted', async () => {
    const elsewhere = [
      { role: 'supervisor', page: await addStaff(recorded.desk, 'zhao', 'supervisor', '310117') },
      { role: 'reviewer', page: await addStaff(recorded.desk, 'zhou', 'reviewer', '310117') },
      // The wrap-up is over when the next call is asked for.
      { role: 'clerk', page: await recorded.desk.staff('clerk', 'chen') },
      { role: 'administrator', page: await recorded.desk.staff('administrator', 'admin') },
      { role: 'kiosk', page: recorded.kiosk },
    ]
    const written = await recorded.names(id)
    for (const { role, page } of elsewhere) {
      const answer = await page.get(address(role))
      expect([role, answer.status, await answer.json()]).toEqual([
        role,
        404,
        { ok: false, refusal: { code: 'notFound' } },
      ])
      if (role !== 'administrator' && role !== 'kiosk')
        refusedAs('notFound', await page.ask('recording.show', { recordingId: id }))
    }
    for (const name of ['002-camera.fwr', 'journal.jsonl', '..%2f..%2fmaster'])
      expect((await supervisor.get(address('supervisor', name))).status).toBe(404)
    expect((await recorded.desk.page('progress').get(address('supervisor'))).status).toBe(401)
    expect(await recorded.names(id)).toEqual(written)
  })

  test('RECORDING-30: after five years the key is forgotten, the files are deleted, and that is all that is known', async () => {
    const dir = path.join(recorded.desk.recordingsDir, id)
    expect(await readdir(dir)).toEqual(['part-1'])
    recorded.desk.pass(keepMs + 60_000)
    await recorded.until(id, 'deleted')
    await expect(readdir(dir)).rejects.toThrow('ENOENT')
    const vault = recorded.desk.db
      .selectFrom('subject')
      .select('phase')
      .where('kind', '=', 'vault')
      .where('id', '=', id)
    expect((await vault.executeTakeFirst())?.phase).toBe('shredded')
    expect((await eventsOf('deleted')).map(({ data }) => data)).toMatchObject([{ files: 1 }])
    const told = async () => {
      const { recording, segments } = valueOf(await supervisor.ask('recording.show', { recordingId: id }))
      return [recording.phase, segments]
    }
    await expect.poll(told).toEqual(['deleted', []])
    const successor = await recorded.desk.staff('supervisor', 'shen')
    expect((await successor.get(address('supervisor'))).status).toBe(404)
    expect(await recorded.names(id)).toEqual(expect.arrayContaining(['due', 'deleted']))
  })
})
