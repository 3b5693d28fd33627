import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { freePort } from '../lab/relay.ts'

const said = z.union([
  z.object({
    kind: z.literal('ready'),
    pages: z.array(z.object({ name: z.string(), url: z.string() })).optional(),
  }),
  z.object({ kind: z.literal('admitted') }),
  z.object({ kind: z.literal('failed'), sentence: z.string() }),
])

/** One of our programs in a process of its own. */
export interface Program {
  readonly pid: number
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>
  /** As `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** As the operator stops it. */
  stop(): void
}

export interface DeskProgram extends Program {
  readonly url: string
  /** The demonstration kiosk's enrolment code. */
  readonly kioskCode: string
}

/** Desk and media nodes as the launcher starts them, on a database that is there. */
export interface Programs {
  /** Where media nodes write recordings and the desk reads them. */
  readonly recordingsDir: string
  /** Starts a desk; port 0 takes a free one. */
  desk(port?: number): Promise<DeskProgram>
  /** Starts a media node and waits until its desk has taken it in. */
  node(name: string, settings?: Readonly<Record<string, string>>): Promise<Program>
  close(): Promise<void>
}

const program = (file: string, env: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../server/src', file)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, FARWINDOW_LOG_LEVEL: 'fatal', ...env },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return { child, ...handles(child, ended) }
}

const handles = (child: ChildProcess, ended: Promise<void>): Program => ({
  pid: child.pid ?? 0,
  ended,
  kill: () => {
    child.kill('SIGKILL')
    return ended
  },
  stop: () => void child.kill('SIGTERM'),
})

/** The first word of this kind; rejects when the process cannot start. */
const word = (child: ChildProcess, kind: 'ready' | 'admitted'): Promise<z.output<typeof said>> =>
  new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const parsed = said.parse(message)
      if (parsed.kind === 'failed') reject(new Error(parsed.sentence))
      else if (parsed.kind === kind) resolve(parsed)
    })
    child.once('exit', (code) => reject(new Error(`it ended with ${code}`)))
  })

/** `settings`: of the environment, for all of them. */
export const openPrograms = async (
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Programs> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'farwindow-'))
  const masterKey = randomBytes(32).toString('base64')
  const running: Program[] = []
  let deskUrl = ''
  return {
    recordingsDir: path.join(dir, 'recordings'),
    desk: async (port = 0) => {
      const { child, ...handle } = program('main.ts', {
        DATABASE_URL: databaseUrl,
        FARWINDOW_PORT: String(port === 0 ? await freePort() : port),
        FARWINDOW_DATA_DIR: dir,
        FARWINDOW_MASTER_KEY: masterKey,
        ...settings,
      })
      running.push(handle)
      const ready = await word(child, 'ready')
      const kiosk = ready.kind === 'ready' ? ready.pages?.find(({ name }) => name === 'kiosk') : undefined
      const url = new URL(kiosk?.url ?? '')
      deskUrl = url.origin
      return { ...handle, url: url.origin, kioskCode: url.hash.slice(1) }
    },
    node: async (name, own = {}) => {
      const { child, ...handle } = program('medianode/main.ts', {
        FARWINDOW_DESK_URL: deskUrl,
        FARWINDOW_DATA_DIR: dir,
        FARWINDOW_MASTER_KEY: masterKey,
        FARWINDOW_NODE_NAME: name,
        FARWINDOW_MEDIA_PORT: '0',
        FARWINDOW_MEDIA_WORKERS: '1',
        ...settings,
        ...own,
      })
      running.push(handle)
      await word(child, 'admitted')
      return handle
    },
    close: async () => {
      await Promise.all(running.map((one) => one.kill()))
      await rm(dir, { recursive: true, force: true })
    },
  }
}
