import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { checkout } from '@farwindow/server/launcher/place.ts'
import { lives, markOf, send } from '@farwindow/server/launcher/process.ts'
import type { ProcessMark } from '@farwindow/server/launcher/process.ts'
import { freePort } from '../lab/relay.ts'

/** `npm start` as somebody typed it, without npm. */
export interface Launched {
  readonly child: ChildProcess
  /** Everything it said so far, errors too. */
  readonly said: () => string
  /** Resolves when it said this; rejects when it ended before. */
  readonly says: (text: string) => Promise<void>
  /** Resolves with its exit code, or the signal that ended it; what it started may still run and speak. */
  readonly ended: Promise<number | NodeJS.Signals>
  /** Resolves when nobody speaks any more. */
  readonly silent: Promise<void>
}

/** A place for one installation: a data directory, a port of its own, and what was started there. */
export interface Site {
  readonly url: string
  readonly dataDir: string
  readonly start: (other?: NodeJS.ProcessEnv) => Launched
  /** Ends whatever is left and removes everything. */
  readonly close: () => Promise<void>
  /** The processes that belong to it: begun by a launcher started here, or at work in its folders. */
  readonly processes: () => Promise<Member[]>
}

/** A process, and what it runs. */
export interface Member {
  readonly mark: ProcessMark
  readonly command: string
}

const launch = (env: NodeJS.ProcessEnv): Launched => {
  const entry = path.join(checkout, 'server/src/launcher/entry.mjs')
  const child = spawn(process.execPath, [entry, 'start'], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const looking = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const look of looking) look()
    })
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1)),
  )
  const silent = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const says = (wanted: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!text.includes(wanted)) return
        looking.delete(look)
        resolve()
      }
      looking.add(look)
      look()
      void silent.then(() => reject(new Error(`ended without saying "${wanted}":\n${text}`)))
    })
  return { child, said: () => text, says, ended, silent }
}

/** What /proc tells of a process: its parent, what it runs and where. */
const readProcess = async (pid: number) => {
  const [stat, command, cwd] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ])
  const parent = Number(stat.replace(/^.*\)/s, '').trim().split(' ')[1])
  return { pid, parent, command: command.replaceAll('\0', ' ').trim(), cwd }
}

/** Everything that runs; processes come and go while one looks. */
const everything = async () => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map((pid) => readProcess(pid).catch(() => null)))
  return found.filter((each) => each !== null)
}

/** A site with demonstration data, whose worker and pages are the prepared ones; nothing is fetched for it. */
export const openSite = async (): Promise<Site> => {
  const room = await mkdtemp(path.join(tmpdir(), 'farwindow-site-'))
  // PostgreSQL runs under another account when we are root.
  await chmod(room, 0o755)
  const port = await freePort()
  const dataDir = path.join(room, 'data')
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'],
    FARWINDOW_DATA_DIR: dataDir,
    FARWINDOW_PORT: String(port),
    FARWINDOW_MEDIA_PORT: '0',
    FARWINDOW_MEDIA_WORKERS: '1',
  }
  const known = new Map<number, Member>()
  const processes = async (): Promise<Member[]> => {
    const all = await everything()
    for (let grown = true; grown;) {
      const more = all.filter(
        ({ pid, parent, command, cwd }) =>
          !known.has(pid) && (known.has(parent) || `${command} ${cwd}`.includes(room)),
      )
      for (const { pid, command } of more) {
        const mark = markOf(pid)
        if (mark !== null) known.set(pid, { mark, command })
      }
      grown = more.some(({ pid }) => known.has(pid))
    }
    return [...known.values()].filter(({ mark }) => lives(mark))
  }
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    start: (other = {}) => {
      const launched = launch({ ...env, ...other })
      const mark = launched.child.pid === undefined ? null : markOf(launched.child.pid)
      if (mark !== null) known.set(mark.pid, { mark, command: 'entry.mjs' })
      return launched
    },
    processes,
    close: async () => {
      for (const { mark } of await processes()) send(mark.pid, 'SIGKILL')
      await rm(room, { recursive: true, force: true })
    },
  }
}
