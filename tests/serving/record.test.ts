import { mkdtemp, rm } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFiles } from '@farwindow/server/record/files.ts'
import { createRecordHandlers } from '@farwindow/server/record/handlers.ts'
import { openVault } from '@farwindow/server/record/vault.ts'
import { verifyChain } from '@farwindow/server/record/verify.ts'
import { look } from '@farwindow/server/store/list.ts'
import type { Asking } from '@farwindow/server/handler.ts'
import { refusedAs, valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import type { Page } from './page.ts'
import { pdf, png } from './picture.ts'
import { addStaff, callFrom, callFromPhone, endCall, fillIn, handIn, put, type } from './walk.ts'
import type { Call } from './walk.ts'

const bytesAt = async (page: Page, surface: string, fileId: string) => {
  const answer = await page.get(`/files/${surface}/${fileId}`)
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    bytes: Buffer.from(await answer.arrayBuffer()),
  }
}

describe('papers, stills and signatures', () => {
  let desk: TestDesk
  let kiosk: Page
  let lin: Page
  let chen: Page
  let call: Call

  beforeAll(async () => {
    desk = await openDesk()
    ;[kiosk, lin, chen] = await Promise.all([
      desk.kiosk(),
      desk.staff('clerk', 'lin'),
      desk.staff('clerk', 'chen'),
    ])
    call = await callFrom(kiosk, lin, 'medical-elsewhere')
  })
  afterAll(() => desk.close())

  const filesOf = async (page: Page) =>
    valueOf(await page.ask('record.files', { visitId: call.visitId })).files

  test('RECORD-3: what a file is, says its content; what the guide does not accept is refused', async () => {
    const exe = Buffer.from('MZ\u0090\u0000this is a program')
    refusedAs('fileType', await put(call, 'material', { material: 'identity', name: 'card.jpg', bytes: exe }))
    refusedAs(
      'fileType',
      await put(call, 'material', { material: 'identity', name: 'card.jpg', bytes: png() }),
      'nameDiffers',
    )
    const script = Buffer.concat([png(), Buffer.from('<script>')])
    refusedAs(
      'fileType',
      await put(call, 'signature', { name: 'a.png', bytes: Buffer.concat([Buffer.from('<html>'), script]) }),
    )
    refusedAs('fileType', await put(call, 'signature', { name: 'a.pdf', bytes: pdf() }), 'application/pdf')
    refusedAs('fileType', await put(call, 'face', { name: 'a.pdf', bytes: pdf() }), 'application/pdf')
    refusedAs('notFound', await put(call, 'material', { material: 'nothing', name: 'a.png' }), 'nothing')
    refusedAs('incomplete', await put(call, 'material', { name: 'a.png' }), 'material')
    const big = Buffer.concat([png(), Buffer.alloc(10_000_001 - png().length)])
    refusedAs(
      'fileTooLarge',
      await put(call, 'material', { material: 'identity', name: 'a.png', bytes: big }),
      'bytes',
    )
    expect(await filesOf(kiosk)).toEqual([])
  })

  test('LINK-5: text that no database can keep is refused in words', async () => {
    const { visitId } = call
    for (const name of ['a\0b.png', '\uD800.png'])
      refusedAs('malformed', await put(call, 'material', { material: 'identity', name }), 'text')
    refusedAs('malformed', await kiosk.ask('record.remove', { visitId, fileId: '\0' }), 'text')
    refusedAs('malformed', await lin.ask('record.files', { visitId: '\0' }), 'text')
    refusedAs('malformed', await lin.ask('record.files', { visitId }, 'request\0'), 'text')
  })

  test('RECORD-6, VAULT-2: both sides hear of a paper and see it; on the disk it is noise; every look is an event', async () => {
    const bytes = png(17)
    const given = valueOf(await put(call, 'material', { material: 'identity', name: '身份证.png', bytes }))
    expect(await lin.told('record.changed')).toMatchObject({
      id: given.id,
      material: 'identity',
      type: 'image/png',
    })
    expect(await filesOf(lin)).toMatchObject([{ id: given.id, sizeBytes: bytes.length }])
    for (const [page, surface] of [
      [kiosk, 'kiosk'],
      [lin, 'clerk'],
    ] as const) {
      const seen = await bytesAt(page, surface, given.id)
      expect(seen).toMatchObject({ status: 200, type: 'image/png' })
      expect(seen.bytes.equals(bytes)).toBe(true)
    }
    const state = await look(desk.db, 'file', given.id)
    expect(JSON.stringify(state)).not.toContain('wrapped')
    const events = await desk.db
      .selectFrom('event')
      .selectAll()
      .where('id', '=', given.id)
      .orderBy('n')
      .execute()
    expect(events.map(({ name }) => name)).toEqual(['stored', 'looked', 'looked'])
    expect(events[2]?.by).toMatchObject({ role: 'clerk', personId: 'lin' })
  })

  test('RECORD-6: nobody else sees it by its id: another clerk, another applicant, a reviewer before it is handed in', async () => {
    const [file] = await filesOf(lin)
    const id = file?.id ?? ''
    const other = await callFromPhone(desk, chen, 'medical-elsewhere')
    const reviewer = await desk.staff('reviewer', 'wu')
    for (const [page, surface] of [
      [chen, 'clerk'],
      [other.applicant, 'phone'],
      [reviewer, 'reviewer'],
    ] as const)
      expect((await bytesAt(page, surface, id)).status).toBe(404)
    expect((await bytesAt(desk.page('clerk'), 'clerk', id)).status).toBe(401)
    expect((await bytesAt(lin, 'clerk', '%00')).status).toBe(404)
    const { visitId } = call
    refusedAs('notFound', await chen.ask('record.files', { visitId }))
    refusedAs('notFound', await chen.ask('record.judge', { visitId, fileId: id, verdict: 'accepted' }))
    refusedAs('notFound', await other.applicant.ask('record.remove', { visitId, fileId: id }))
    // Under one's own visit, somebody else's file.
    refusedAs(
      'notFound',
      await chen.ask('record.judge', { visitId: other.visitId, fileId: id, verdict: 'accepted' }),
    )
    refusedAs('notFound', await other.applicant.ask('record.remove', { visitId: other.visitId, fileId: id }))
    refusedAs(
      'notFound',
      await other.applicant.ask('record.put', { visitId, purpose: 'signature', name: 'a.png', bytes: png() }),
    )
    await endCall(other)
  })

  test('RECORD-5: a returned paper says why, and the next one takes its place', async () => {
    const { visitId } = call
    const [file] = await filesOf(lin)
    const fileId = file?.id ?? ''
    refusedAs('incomplete', await lin.ask('record.judge', { visitId, fileId, verdict: 'returned' }), 'reason')
    valueOf(
      await lin.ask('record.judge', { visitId, fileId, verdict: 'returned', reason: '反光,看不清号码' }),
    )
    const told = await kiosk.told('record.changed', ({ verdict }) => verdict === 'returned')
    expect(told).toMatchObject({ id: fileId, reason: '反光,看不清号码' })
    const next = valueOf(await put(call, 'material', { material: 'identity', name: 'b.png', bytes: png(99) }))
    expect(await lin.told('record.removed')).toEqual({ visitId, fileId })
    expect((await filesOf(kiosk)).map(({ id }) => id)).toEqual([next.id])
    expect((await bytesAt(kiosk, 'kiosk', fileId)).status).toBe(404)
    valueOf(await lin.ask('record.judge', { visitId, fileId: next.id, verdict: 'accepted' }))
    const spare = valueOf(await put(call, 'material', { material: 'referral', name: 'c.pdf', bytes: pdf() }))
    valueOf(await kiosk.ask('record.remove', { visitId, fileId: spare.id }))
    refusedAs('notFound', await kiosk.ask('record.remove', { visitId, fileId: spare.id }))
  })

  test('IDENT-11: stills are the clerk’s to see, not the applicant’s page’s', async () => {
    const { visitId } = call
    valueOf(await kiosk.ask('identity.consent', { visitId, agreed: true }))
    valueOf(await kiosk.ask('identity.document', { visitId, number: '11010519491231002X' }))
    const still = valueOf(await put(call, 'documentFront'))
    expect((await filesOf(kiosk)).some(({ id }) => id === still.id)).toBe(false)
    expect((await filesOf(lin)).some(({ id }) => id === still.id)).toBe(true)
    expect((await bytesAt(kiosk, 'kiosk', still.id)).status).toBe(404)
    expect((await bytesAt(lin, 'clerk', still.id)).status).toBe(200)
    refusedAs('notFound', await kiosk.ask('record.remove', { visitId, fileId: still.id }))
    refusedAs('wrongState', await lin.ask('record.judge', { visitId, fileId: still.id, verdict: 'accepted' }))
  })

  test('RECORD-1, RECORD-6: a look at a still of the document is an event in its chain that names who looked', async () => {
    const still = (await filesOf(lin)).find(({ purpose }) => purpose === 'documentFront')?.id ?? ''
    const looks = () =>
      desk.db
        .selectFrom('event')
        .select(['n', 'by'])
        .where('kind', '=', 'file')
        .where('id', '=', still)
        .where('name', '=', 'looked')
        .orderBy('n')
        .execute()
    const before = (await looks()).length
    expect((await bytesAt(lin, 'clerk', still)).status).toBe(200)
    // Who is refused saw nothing: there is nothing to record.
    expect((await bytesAt(kiosk, 'kiosk', still)).status).toBe(404)
    expect((await bytesAt(chen, 'clerk', still)).status).toBe(404)
    const after = await looks()
    expect(after).toHaveLength(before + 1)
    const last = after.at(-1)
    expect(last?.by).toMatchObject({ role: 'clerk', personId: 'lin' })
    expect(await verifyChain(desk.db, 'file', still)).toMatchObject({ ok: true, events: last?.n })
  })

  test('RECORD-4: what was not committed leaves no bytes, and a repetition stores nothing twice', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'farwindow-'))
    const files = await openFiles(dir, Date.now())
    const handlers = createRecordHandlers(desk.desk.house, { vault: openVault(randomBytes(32)), files })
    const other = await callFromPhone(desk, chen, 'medical-elsewhere')
    const { visitId } = other
    const asking = (id: string): Asking => ({
      actor: { role: 'applicant', sessionId: 's', visitId },
      surface: 'phone',
      address: 'here',
      session: { start: () => Promise.reject(new Error('no')), end: () => Promise.reject(new Error('no')) },
      cause: {
        by: { role: 'applicant', sessionId: 's' },
        request: { id, name: 'record.put', inputHash: id },
      },
    })
    const still = { visitId, purpose: 'face', name: 'a.png', bytes: png() } as const
    refusedAs('stepOutOfOrder', await handlers['record.put'](still, asking('one')))
    expect(await files.list('visits')).toEqual([])
    const paper = { visitId, purpose: 'material', material: 'identity', name: 'a.png', bytes: png() } as const
    const first = await handlers['record.put'](paper, asking('two'))
    expect(await handlers['record.put'](paper, asking('two'))).toEqual(first)
    const [stored, ...more] = await files.list('visits')
    expect(more).toEqual([])
    const sealed = await files.get(stored ?? '')
    expect(sealed?.includes(png().subarray(0, 8))).toBe(false)
    valueOf(await handlers['record.remove']({ visitId, fileId: valueOf(first).id }, asking('three')))
    expect(await files.list('visits')).toEqual([])
    await endCall(other)
    await rm(dir, { recursive: true })
  })

  test('FORM-29: a signature is bound to the answers it was given for', async () => {
    const { visitId } = call
    await fillIn(call)
    const one = valueOf(await put(call, 'signature', { name: 's.png' }))
    valueOf(await type(kiosk, visitId, 'insured/phone', '13900000002'))
    const two = valueOf(await put(call, 'signature', { name: 's.png' }))
    const [first, second] = [await look(desk.db, 'file', one.id), await look(desk.db, 'file', two.id)]
    expect(first?.signs).toMatch(/^[0-9a-f]{64}$/)
    expect(second?.signs).not.toBe(first?.signs)
    expect(await lin.told('record.changed', ({ id }) => id === two.id)).not.toHaveProperty('signs')
  })

  test('RECORD-6: after the visit the clerk sees nothing more; the office that decides does, another one never', async () => {
    await endCall(call)
    call = await callFrom(kiosk, lin, 'medical-elsewhere')
    await handIn(call, { method: 'electronic' })
    const files = await filesOf(lin)
    const paper = files.find(({ purpose }) => purpose === 'material')?.id ?? ''
    const face = files.find(({ purpose }) => purpose === 'face')?.id ?? ''
    refusedAs(
      'wrongState',
      await put(call, 'material', { material: 'identity', name: 'late.png' }),
      'submitted',
    )
    refusedAs(
      'wrongState',
      await kiosk.ask('record.remove', { visitId: call.visitId, fileId: paper }),
      'submitted',
    )
    refusedAs(
      'wrongState',
      await lin.ask('record.judge', {
        visitId: call.visitId,
        fileId: paper,
        verdict: 'returned',
        reason: '晚了',
      }),
      'submitted',
    )
    await endCall(call)
    expect((await bytesAt(lin, 'clerk', paper)).status).toBe(404)
    const wu = await desk.staff('reviewer', 'wu')
    const elsewhere = await addStaff(desk, 'qian', 'reviewer', '310117')
    for (const id of [paper, face]) {
      expect((await bytesAt(wu, 'reviewer', id)).status).toBe(200)
      expect((await bytesAt(elsewhere, 'reviewer', id)).status).toBe(404)
    }
  })
})
