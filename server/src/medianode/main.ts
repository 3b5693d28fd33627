import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import type { Logger } from 'pino'
import { openBucket } from '../call/recording/s3/client.ts'
import { webSocketRecogniser } from '../call/captions/websocket.ts'
import { openSfu } from '../call/sfu/host.ts'
import type { BucketSettings } from '../call/recording/s3/client.ts'
import type { Store } from '../call/recording/recordings.ts'
import type { ListenAddress } from '../call/sfu/worker.ts'
import { lanAddresses } from '../launcher/certificate.ts'
import { createLog } from '../log.ts'
import { runProgram } from '../program.ts'
import { readSettings } from '../settings.ts'
import type { Settings } from '../settings.ts'
import { dialDesk } from './dial.ts'
import { drain } from './drain.ts'

/*
 * A media node: the workers, and the line to the desk. It knows no calls and no people; it keeps what it was told
 * to keep while a desk comes and goes.
 */

/** Where browsers send media: the announced address, or every address the pages are served on. */
const mediaAddresses = ({ host, media }: Settings): ListenAddress[] => {
  // The pages may stand behind a proxy on the loopback; media come straight from outside all the same.
  const outside = isIP(host) === 4 && !host.startsWith('127.') ? host : '0.0.0.0'
  if (media.announcedAddress !== null) return [{ ip: outside, announcedAddress: media.announcedAddress }]
  if (host !== '0.0.0.0') return [{ ip: host === 'localhost' ? '127.0.0.1' : host }]
  return [...new Set(['127.0.0.1', ...lanAddresses()])].map((ip) => ({ ip }))
}

/** Children inherit the environment; media workers have no use for secrets. */
const forgetSecrets = (): void => {
  for (const name of [
    'FARWINDOW_NODE_SECRET',
    'FARWINDOW_TURN_SECRET',
    'FARWINDOW_CAPTIONS_URL',
    'FARWINDOW_MASTER_KEY',
    'FARWINDOW_RECORDINGS_S3_SECRET_KEY',
    'DATABASE_URL',
  ])
    delete process.env[name]
}

const storeIn = (settings: BucketSettings, log: Logger): Store => ({
  bucket: openBucket(settings),
  failed: (error, againMs) =>
    log.warn({ err: error, againMs }, 'recordings wait on this disk: their bucket does not take them'),
})

const run = async (): Promise<void> => {
  const settings = readSettings(process.env)
  forgetSecrets()
  const log = createLog(settings.logLevel)
  const { deskUrl, secret, name, near, capacity, drainMs } = settings.node
  if (deskUrl === null || secret === null)
    throw new Error('A media node needs FARWINDOW_DESK_URL and the FARWINDOW_NODE_SECRET of its desk')
  const host = await openSfu({
    workers: settings.media.workers ?? availableParallelism(),
    basePort: settings.media.port,
    recordings: path.join(settings.dataDir, 'recordings'),
    ...(settings.bucket === null ? {} : { store: storeIn(settings.bucket, log) }),
    listen: mediaAddresses(settings),
    ...(settings.captionsUrl === null
      ? {}
      : { recogniser: webSocketRecogniser(settings.captionsUrl, Date.now) }),
    ...(settings.media.workerBin === null ? {} : { workerBin: settings.media.workerBin }),
  })
  const line = dialDesk({
    deskUrl,
    secret,
    about: { name, run: randomUUID(), near: [...near], capacity },
    host,
    log,
    admitted: () => process.send?.({ kind: 'admitted' }),
  })
  const end = async (): Promise<void> => {
    line.close()
    await host.close()
    process.exit()
  }
  const calls = async (): Promise<number> => (await host.inventory()).consumers
  let stopping = false
  const stop = (): void => {
    // Asked twice means now.
    if (stopping) return void end()
    stopping = true
    void drain({ line, calls, withinMs: drainMs, sleep, log }).then(end)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Whoever started this is gone: nobody would ever stop it.
  process.once('disconnect', () => void end())
  closeWithGrace({ delay: 3_000, logger: false, skip: ['SIGTERM', 'SIGINT'] }, async ({ err }) => {
    if (err !== undefined) log.fatal({ err }, 'the media node stops after an error nobody caught')
    line.close()
    await host.close()
  })
  process.send?.({ kind: 'ready' })
}

runProgram(run)
