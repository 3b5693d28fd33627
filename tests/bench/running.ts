import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { startCluster } from '@farwindow/server/launcher/postgres/cluster.ts'
import { ensureDatabase } from '@farwindow/server/launcher/postgres/database.ts'
import { own } from '@farwindow/server/launcher/postgres/home.ts'

const readyShape = z.object({
  kind: z.literal('ready'),
  pages: z.array(z.object({ name: z.string(), url: z.string() })),
})

/** A desk in a process of its own, on a PostgreSQL of its own that writes through to the disk. */
export interface RunningDesk {
  readonly url: string
  /** The demonstration kiosk's enrolment code. */
  readonly kioskCode: string
  close(): Promise<void>
}

/** Starts database and desk as `npm start` does, in a folder that is thrown away. */
export const startDesk = async (): Promise<RunningDesk> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'fw-bench-'))
  // PostgreSQL runs as another account when this is root, and must pass through.
  await chmod(dir, 0o711)
  const cluster = await startCluster({ home: await own(path.join(dir, 'postgres')) })
  await ensureDatabase(cluster.url('postgres'), 'bench')
  const desk = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../server/src/main.ts')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: cluster.url('bench'),
      FARWINDOW_PORT: '0',
      FARWINDOW_MEDIA_PORT: '0',
      FARWINDOW_MEDIA_WORKERS: '1',
      FARWINDOW_DATA_DIR: dir,
      FARWINDOW_MASTER_KEY: randomBytes(32).toString('base64'),
      FARWINDOW_LOG_LEVEL: 'error',
    },
  })
  const { pages } = await ready(desk)
  const kiosk = new URL(pages.find((page) => page.name === 'kiosk')?.url ?? '')
  return {
    url: kiosk.origin,
    kioskCode: kiosk.hash.slice(1),
    close: async () => {
      await ended(desk)
      await cluster.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

const ready = (desk: ChildProcess) =>
  new Promise<z.infer<typeof readyShape>>((resolve, reject) => {
    desk.once('message', (message) => {
      const parsed = readyShape.safeParse(message)
      if (parsed.success) resolve(parsed.data)
      else reject(new Error(`the desk did not start: ${JSON.stringify(message)}`))
    })
    desk.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)))
  })

/** Asks a child to end, and waits until it has. */
export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
