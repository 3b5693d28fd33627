import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { IceServer } from '@farwindow/shared/call/media.ts'
import { createDesk } from '@farwindow/server/app.ts'
import type { Desk } from '@farwindow/server/app.ts'
import { webSocketRecogniser } from '@farwindow/server/call/captions/websocket.ts'
import type { MediaHost } from '@farwindow/server/call/host.ts'
import { alwaysUp } from '@farwindow/server/call/router.ts'
import type { HostWatch } from '@farwindow/server/call/router.ts'
import { folderShelf } from '@farwindow/server/call/recording/shelf.ts'
import { openSfu } from '@farwindow/server/call/sfu/host.ts'
import type { PoolSettings } from '@farwindow/server/call/sfu/pool.ts'
import {
  demonstrationCode,
  demonstrationPassword,
  loadDemonstration,
} from '@farwindow/server/demonstration.ts'
import { createLog } from '@farwindow/server/log.ts'
import { openFiles } from '@farwindow/server/record/files.ts'
import { openDatabase as openPool } from '@farwindow/server/store/database.ts'
import type { Database } from '@farwindow/server/store/database.ts'
import { openDatabase } from './database.ts'
import { openKiosk, openPage, openStaff } from './page.ts'
import type { Page } from './page.ts'
import { valueOf } from '../pure/outcome.ts'

export interface TestDesk {
  readonly url: string
  readonly desk: Desk
  readonly db: Database
  readonly databaseUrl: string
  readonly media: MediaHost
  readonly recordingsDir: string
  /** Moves the desk's clock on. */
  pass(ms: number): void
  /** From now on time passes by `pass` alone, until the returned function is called: the machine may be slow. */
  stopClock(): () => void
  page: typeof openPage extends (url: string, ...rest: infer R) => Page ? (...rest: R) => Page : never
  staff(surface: 'clerk' | 'supervisor' | 'reviewer' | 'administrator', login: string): Promise<Page>
  kiosk(): Promise<Page>
  close(): Promise<void>
}

export interface TestDeskOptions {
  /** Staff are signed out after their twelve hours, also when a test lets days pass. */
  readonly sessionsEnd?: boolean
  /** Puts a line between the desk and its database. */
  readonly through?: (url: string) => Promise<string>
  /** Puts something between the desk and its media host. */
  readonly mediaThrough?: (host: MediaHost) => MediaHost
  /** Where files lie, when they lay there before; it is left there. */
  readonly filesDir?: string
  /** Takes the desk's log, from `warn` on. */
  readonly logTo?: { readonly write: (line: string) => void }
  /** Where browsers send media, when not straight to a free port. */
  readonly media?: Pick<PoolSettings, 'listen' | 'basePort'>
  /** The address of this machine to serve on. */
  readonly host?: string
  /** Where captions come from. */
  readonly captionsUrl?: string
  readonly iceServers?: (party: string) => readonly IceServer[]
  /** How soon the desk notices that time was let pass. */
  readonly longestSleepMs?: number
  /** Whether the desk takes media hosts for being there. */
  readonly hostWatch?: HostWatch
}

/** A whole desk on a free port: real PostgreSQL, real sockets, a real media worker, a clock that can be moved. */
export const openDesk = async ({
  through = (url) => Promise.resolve(url),
  mediaThrough = (host) => host,
  sessionsEnd = false,
  filesDir,
  logTo,
  media: reached = { listen: [{ ip: '127.0.0.1' }], basePort: 0 },
  host = '127.0.0.1',
  iceServers,
  captionsUrl,
  longestSleepMs,
  hostWatch = alwaysUp,
}: TestDeskOptions = {}): Promise<TestDesk> => {
  const database = await openDatabase()
  const log =
    logTo === undefined
      ? createLog(process.env['FARWINDOW_LOG_LEVEL'] ?? 'fatal')
      : createLog('warn', { write: (line) => logTo.write(line) })
  const db = openPool(await through(database.url), log)
  const dir = await mkdtemp(path.join(tmpdir(), 'farwindow-'))
  const workerBin = process.env['MEDIASOUP_WORKER_BIN']
  const sfu = await openSfu({
    workers: 1,
    recordings: path.join(dir, 'recordings'),
    ...reached,
    ...(captionsUrl === undefined ? {} : { recogniser: webSocketRecogniser(captionsUrl, Date.now) }),
    ...(workerBin === undefined ? {} : { workerBin }),
  })
  const media = mediaThrough(sfu)
  let passed = 0
  let standsAt: number | null = null
  const desk = createDesk({
    db,
    media,
    captions: captionsUrl !== undefined,
    files: await openFiles(filesDir ?? path.join(dir, 'files'), Date.now()),
    shelf: folderShelf(path.join(dir, 'recordings')),
    masterKey: randomBytes(32),
    now: () => (standsAt ?? Date.now()) + passed,
    log,
    clientDir: path.resolve(import.meta.dirname, '../../client/dist'),
    tls: null,
    publicUrl: `http://${host}`,
    hostWatch,
    ...(iceServers === undefined ? {} : { iceServers }),
    ...(longestSleepMs === undefined ? {} : { longestSleepMs }),
  })
  await loadDemonstration(desk.house)
  const port = await desk.listen(0, host)
  const url = `http://${host}:${port}`
  return {
    url,
    desk,
    db,
    databaseUrl: database.url,
    media,
    recordingsDir: path.join(dir, 'recordings'),
    pass: (ms) => {
      passed += ms
    },
    stopClock: () => {
      standsAt = Date.now()
      return () => void (standsAt = null)
    },
    page: (surface) => openPage(url, surface),
    staff: async (surface, login) => {
      const page = await openStaff(url, surface, login, demonstrationPassword)
      // Days pass in a moment here, and nobody signs in anew each morning (LINK-6 has a test of its own).
      if (!sessionsEnd)
        await db.updateTable('subject').set({ due_at: null }).where('kind', '=', 'session').execute()
      return page
    },
    kiosk: async () => {
      const code = await demonstrationCode(desk.house)
      if (code === null) throw new Error('the demonstration kiosk is enrolled already')
      return (await openKiosk(url, code)).page
    },
    close: async () => {
      await desk.close()
      await media.close()
      await db.destroy()
      await database.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** An applicant at a kiosk who called for an item, or for nobody in particular. */
export const openApplicant = async (
  kiosk: Page,
  item: string | undefined = 'company-establishment',
): Promise<string> => {
  const visit = valueOf(await kiosk.ask('visit.open', { language: 'zh' }))
  valueOf(await kiosk.ask('visit.choose', { ...(item === undefined ? {} : { item }), to: '330503' }))
  valueOf(await kiosk.ask('visit.call', {}))
  return visit.id
}

/** A clerk answers what rings; returns the call's id. */
export const answerNext = async (clerk: Page): Promise<string> => {
  const { call } = await clerk.told('call.offered')
  valueOf(await clerk.ask('call.answer', { callId: call.id }))
  return call.id
}
