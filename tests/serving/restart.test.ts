import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDatabase } from './database.ts'
import { openKiosk, openStaff } from './page.ts'

const report = z.object({
  kind: z.literal('ready'),
  pages: z.array(z.object({ name: z.string(), url: z.string() })),
})

describe('a desk that is killed', () => {
  let database: Awaited<ReturnType<typeof openDatabase>>
  let dir: string
  const masterKey = randomBytes(32).toString('base64')
  const desks: ChildProcess[] = []

  const start = async (port: number) => {
    const desk = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../server/src/main.ts')], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        FARWINDOW_PORT: String(port),
        FARWINDOW_MEDIA_PORT: '0',
        FARWINDOW_MEDIA_WORKERS: '1',
        FARWINDOW_DATA_DIR: dir,
        FARWINDOW_MASTER_KEY: masterKey,
        FARWINDOW_LOG_LEVEL: 'fatal',
      },
    })
    desks.push(desk)
    const [message] = await new Promise<unknown[]>((resolve, reject) => {
      desk.once('message', (...heard) => resolve(heard))
      desk.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)))
    })
    const kiosk = report.parse(message).pages.find((page) => page.name === 'kiosk')
    return { desk, url: new URL(kiosk?.url ?? '') }
  }

  beforeAll(async () => {
    database = await openDatabase()
    dir = await mkdtemp(path.join(tmpdir(), 'farwindow-'))
  })
  afterAll(async () => {
    for (const desk of desks) desk.kill('SIGKILL')
    await database.close()
    await rm(dir, { recursive: true, force: true })
  })

  test('COMMIT-6, CALL-6: after kill -9 in the middle of a call, call, visit, seat and form are as they were', async () => {
    const first = await start(0)
    const { page: kiosk } = await openKiosk(first.url.origin, first.url.hash.slice(1))
    const lin = await openStaff(first.url.origin, 'clerk', 'lin', demonstrationPassword)
    valueOf(await lin.ask('queue.ready', {}))
    const visit = valueOf(await kiosk.ask('visit.open', { language: 'zh' }))
    valueOf(await kiosk.ask('visit.choose', { item: 'household-move', to: '330503' }))
    valueOf(await kiosk.ask('visit.call', {}))
    const { call } = await lin.told('call.offered')
    valueOf(await lin.ask('call.answer', { callId: call.id }))
    const { definition } = valueOf(await kiosk.ask('form.current', { visitId: visit.id }))
    const field = definition.pages.flatMap((page) => page.fields).find((one) => one.control === 'text')
    if (field === undefined) throw new Error('the form has no text field')
    const edit = {
      visitId: visit.id,
      path: field.path,
      value: '丹棱',
      base: 0,
      edit: 'edit-1',
      source: 'typed' as const,
    }
    valueOf(await kiosk.ask('form.edit', edit))

    first.desk.kill('SIGKILL')
    await new Promise((resolve) => first.desk.once('exit', resolve))
    const second = await start(Number(first.url.port))
    expect(second.url.origin).toBe(first.url.origin)

    // The pages come back with the cookies they have; the old epoch means nothing to the new process.
    expect((await kiosk.connect({ epoch: 'of the dead desk', seen: 7 })).resumed).toBe(false)
    await lin.connect()
    expect(valueOf(await lin.ask('call.current', {})).call).toMatchObject({ id: call.id, phase: 'active' })
    expect(valueOf(await kiosk.ask('visit.current', {})).visit).toMatchObject({
      id: visit.id,
      phase: 'served',
    })
    const { form } = valueOf(await lin.ask('form.current', { visitId: visit.id }))
    expect(form.values[field.path]?.value).toBe('丹棱')
    await expect.poll(async () => valueOf(await lin.ask('call.current', {})).call?.away).toEqual([])
  }, 60_000)
})
