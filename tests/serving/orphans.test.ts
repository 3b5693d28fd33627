import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFiles } from '@farwindow/server/record/files.ts'
import type { Files } from '@farwindow/server/record/files.ts'
import { keepSweeping, sweepOrphans } from '@farwindow/server/record/orphans.ts'
import { createLog } from '@farwindow/server/log.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { png } from './picture.ts'
import { callFrom, put } from './walk.ts'

const hour = 3_600_000

describe('bytes that became no file', () => {
  let desk: TestDesk
  let dir: string
  let files: Files
  let visitId: string
  const lines: string[] = []
  const log = createLog('warn', { write: (line) => void lines.push(line) })

  /** Bytes under a key, put some time ago. */
  const lay = async (key: string, agoMs: number): Promise<string> => {
    valueOf(await files.put(key, png()))
    const at = new Date(Date.now() - agoMs)
    await utimes(path.join(dir, key), at, at)
    return key
  }
  const mine = (): Promise<string[]> => files.list(`visits/v${visitId}`)

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'farwindow-orphans-'))
    files = await openFiles(dir, Date.now())
    desk = await openDesk({ filesDir: dir })
    const call = await callFrom(await desk.kiosk(), await desk.staff('clerk', 'lin'), 'company-establishment')
    ;({ visitId } = call)
    valueOf(await put(call, 'material', { material: 'articles' }))
    for (const key of await mine()) await lay(key, 5 * hour)
  })
  afterAll(async () => {
    await desk.close()
    await rm(dir, { recursive: true, force: true })
  })

  test('RECORD-8: are deleted an hour later, with a line each; files, young bytes and other databases’ stay', async () => {
    const [file = ''] = await mine()
    const orphan = await lay(`visits/v${visitId}/forphan`, 2 * hour)
    const young = await lay(`visits/v${visitId}/fyoung`, hour / 2)
    const foreign = await lay('visits/vnobodys/fpaper', 2 * hour)
    const other = await lay('visits/vnobodys/other', 2 * hour)
    const span = { from: 0, to: Date.now() - hour }
    await sweepOrphans({ db: desk.db, files, log }, span)
    expect(await files.list('visits')).toEqual([young, file, foreign, other].toSorted())
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ key: orphan, level: 40 }])
    await sweepOrphans({ db: desk.db, files, log }, { from: 0, to: Date.now() })
    expect(await mine()).toEqual([file])
  })

  test('RECORD-8: while the database is away nothing is deleted', async () => {
    const orphan = await lay(`visits/v${visitId}/fdoubt`, 2 * hour)
    const away = await openDesk()
    await away.close()
    const before = lines.length
    const sweeping = keepSweeping({ db: away.db, files, now: Date.now, log })
    await sweeping.close()
    expect(await mine()).toContain(orphan)
    expect(lines.slice(before).join()).toContain('could not be looked for')
  })

  test('RECORD-8: a desk looks when it begins, and says what it found', async () => {
    expect(await mine()).toHaveLength(2)
    const told: string[] = []
    const next = await openDesk({
      filesDir: dir,
      through: () => Promise.resolve(desk.databaseUrl),
      logTo: { write: (line) => void told.push(line) },
    })
    await next.close()
    expect(await mine()).toHaveLength(1)
    expect(told.join()).toContain(`visits/v${visitId}/fdoubt`)
  })
})
