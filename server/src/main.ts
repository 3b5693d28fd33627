import path from 'node:path'
import closeWithGrace from 'close-with-grace'
import { createDesk } from './app.ts'
import { openFleet } from './call/fleet/fleet.ts'
import { watchNodes } from './call/fleet/watch.ts'
import { openBucket } from './call/recording/s3/client.ts'
import { bucketShelf, shelves } from './call/recording/s3/shelf.ts'
import { folderShelf } from './call/recording/shelf.ts'
import type { Shelf } from './call/recording/shelf.ts'
import {
  demonstrationAccounts,
  demonstrationCode,
  demonstrationPassword,
  loadDemonstration,
  setUpToken,
} from './demonstration.ts'
import type { House } from './house.ts'
import { turnServers } from './call/turn.ts'
import { createLog } from './log.ts'
import { runProgram } from './program.ts'
import { openFiles } from './record/files.ts'
import { readSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { openDatabase } from './store/database.ts'
import { migrate } from './store/migrate.ts'

/** Longer than any request takes; the launcher kills after it. */
const closeMs = 3_000

/** What the launcher prints when the desk is up. */
const greeting = async (settings: Settings, house: House, port: number) => {
  const base = settings.port === 0 ? `http://127.0.0.1:${port}` : settings.publicUrl
  const page = (name: string, at: string) => ({ name, url: `${base}/${at}` })
  if (settings.mode === 'production') {
    const token = await setUpToken(house)
    return {
      kind: 'ready' as const,
      pages: [
        page('kiosk', 'kiosk'),
        page('clerk', 'clerk'),
        page('supervisor', 'supervisor'),
        page('administrator', 'administrator'),
      ],
      accounts: [],
      ...(token === null ? {} : { setUpUrl: `${base}/administrator#${token}` }),
    }
  }
  const code = await demonstrationCode(house)
  return {
    kind: 'ready' as const,
    pages: [
      page('kiosk', code === null ? 'kiosk' : `kiosk#${code}`),
      page('clerk', 'clerk'),
      page('supervisor', 'supervisor'),
      page('reviewer', 'reviewer'),
      page('administrator', 'administrator'),
      page('progress', 'progress'),
    ],
    accounts: demonstrationAccounts.map(({ login, role }) => ({
      login,
      password: demonstrationPassword,
      role,
    })),
  }
}

/** What this process or its children write down of their environment must not hold keys and passwords. */
const forgetSecrets = (): void => {
  delete process.env['FARWINDOW_MASTER_KEY']
  delete process.env['DATABASE_URL']
  delete process.env['FARWINDOW_NODE_SECRET']
  delete process.env['FARWINDOW_TURN_SECRET']
  delete process.env['FARWINDOW_CAPTIONS_URL']
  delete process.env['FARWINDOW_RECORDINGS_S3_SECRET_KEY']
}

/** A node of this machine keeps in the folder what the bucket does not have yet. */
const shelfOf = ({ dataDir, bucket }: Settings): Shelf => {
  const folder = folderShelf(path.join(dataDir, 'recordings'))
  return bucket === null ? folder : shelves(bucketShelf(openBucket(bucket)), folder)
}

const run = async (): Promise<void> => {
  const settings = readSettings(process.env)
  forgetSecrets()
  // A launcher that was killed says nothing: its desk must not go on alone.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  const log = createLog(settings.logLevel)
  if (settings.databaseUrl === null)
    throw new Error('DATABASE_URL is not set: start with `npm start`, or give one')
  if (settings.masterKey === null || settings.node.secret === null)
    throw new Error('FARWINDOW_MASTER_KEY is not set: start with `npm start`, or give one')
  await migrate(settings.databaseUrl)
  const db = openDatabase(settings.databaseUrl, log)
  const files = await openFiles(path.join(settings.dataDir, 'files'), Date.now())
  const fleet = openFleet({ now: Date.now, log })
  const nodeWatch = watchNodes(fleet, Date.now)
  const desk = createDesk({
    db,
    media: fleet.host,
    nodes: { secret: settings.node.secret, admit: fleet.admit },
    mediaSettled: fleet.isSettled,
    hostWatch: nodeWatch,
    ...(settings.turn === null ? {} : { iceServers: turnServers({ ...settings.turn, now: Date.now }) }),
    captions: settings.captionsUrl !== null,
    files,
    shelf: shelfOf(settings),
    masterKey: settings.masterKey,
    now: Date.now,
    log,
    clientDir: settings.clientDir,
    tls: settings.tls,
    publicUrl: settings.publicUrl,
  })
  closeWithGrace({ delay: closeMs, logger: false }, async ({ err }) => {
    if (err !== undefined) log.fatal({ err }, 'the desk stops after an error nobody caught')
    await desk.close()
    nodeWatch.close()
    await fleet.host.close()
    await db.destroy()
  })
  if (settings.mode === 'demo') await loadDemonstration(desk.house)
  const port = await desk.listen(settings.port, settings.host)
  fleet.becomeReachable()
  log.info({ port }, 'the desk is open')
  process.send?.(await greeting(settings, desk.house, port))
}

runProgram(run)
