import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { spawn } from 'node:child_process'
import { z } from 'zod'
import { openDatabase } from './database.ts'

const report = z.object({ kind: z.literal('ready'), setUpUrl: z.url() })

/** A desk as somebody installs it: a process of its own in production mode, an empty database, a one-time link. */
export interface Installation {
  readonly url: string
  /** Out of the one-time link. */
  readonly token: string
  close(): Promise<void>
}

/** Starts it on a free port. */
export const openInstallation = async (): Promise<Installation> => {
  const database = await openDatabase()
  const dir = await mkdtemp(path.join(tmpdir(), 'farwindow-'))
  const main = path.resolve(import.meta.dirname, '../../server/src/main.ts')
  const desk = spawn(process.execPath, [main], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      FARWINDOW_MODE: 'production',
      FARWINDOW_PORT: '0',
      FARWINDOW_MEDIA_PORT: '0',
      FARWINDOW_MEDIA_WORKERS: '1',
      FARWINDOW_DATA_DIR: dir,
      FARWINDOW_MASTER_KEY: randomBytes(32).toString('base64'),
      FARWINDOW_LOG_LEVEL: 'fatal',
    },
  })
  const ended = new Promise<void>((resolve) => desk.once('exit', () => resolve()))
  const [message] = await new Promise<unknown[]>((resolve, reject) => {
    desk.once('message', (...heard) => resolve(heard))
    void ended.then(() => reject(new Error('the desk ended before it was open')))
  })
  const setUp = new URL(report.parse(message).setUpUrl)
  return {
    url: setUp.origin,
    token: setUp.hash.slice(1),
    close: async () => {
      desk.kill('SIGTERM')
      await ended
      await database.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
