import { spawn } from 'node:child_process'
import { access, open, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { lastLines, run } from '../command.ts'
import { send } from '../process.ts'
import { type Binaries, findBinaries, serverAccount } from './binaries.ts'
import { own, socketDir } from './home.ts'
import { stopLeftover, stopServer } from './leftover.ts'

/** A running PostgreSQL of our own. */
export interface Cluster {
  readonly version: string
  /** The address of one of its databases, for `pg` and `psql` alike. */
  readonly url: (database: string) => string
  /** Resolves when the server has ended, with how. */
  readonly ended: Promise<string>
  /** Stops it: fast, then immediate. Idempotent. */
  readonly close: () => Promise<void>
}

interface ClusterOptions {
  /** Its folder, already there and owned by the server's account (see `own`). */
  readonly home: string
  /** For tests: nothing survives a power cut, therefore faster. */
  readonly scratch?: boolean
  /** Gives the start up. */
  readonly stop?: AbortSignal
}

/** The one database role; only the operating system account that starts Farwindow may be it. */
const role = 'farwindow'

/**
 * Starts a server on a Unix socket in `home`, creating the data on first use. It listens on no network
 * address. Throws an Error with the end of the server's log when it does not come up.
 */
export async function startCluster({ home, scratch = false, stop }: ClusterOptions): Promise<Cluster> {
  const binaries = await findBinaries()
  const data = path.join(home, 'data')
  await stopLeftover(await realpath(data).catch(() => data))
  await ensureData(binaries, data)
  await writeAccess(data)
  const socket = await socketDir(home)
  const settings = [`unix_socket_directories=${socket}`, ...(scratch ? scratchSettings : serviceSettings)]
  const log = path.join(home, 'server.log')
  const server = await spawnServer(path.join(binaries.dir, 'postgres'), data, settings, log)
  const url = (database: string) => `postgresql://${role}@/${database}?host=${encodeURIComponent(socket)}`
  const close = async () => {
    await server.stop()
    if (!socket.startsWith(home)) await rm(socket, { recursive: true, force: true })
  }
  if (!(await answers(url('postgres'), () => server.running() && stop?.aborted !== true))) {
    await close()
    const reason = lastLines(await readFile(log, 'utf8'), 8)
    throw new Error(`${reason}\nPostgreSQL did not start; its log is ${log}.`)
  }
  return { version: binaries.version.replace(/-.*/, ''), url, ended: server.ended, close }
}

interface Server {
  readonly running: () => boolean
  readonly ended: Promise<string>
  readonly stop: () => Promise<void>
}

async function spawnServer(program: string, data: string, settings: string[], log: string): Promise<Server> {
  const output = await open(log, 'w')
  const account = serverAccount()
  const child = spawn(program, ['-D', data, ...settings.flatMap((text) => ['-c', text])], {
    cwd: data,
    env: { PATH: process.env['PATH'], LANG: 'C' },
    stdio: ['ignore', output.fd, output.fd],
    // Its own process group: Ctrl-C in the terminal must not stop it before the desk.
    detached: true,
    ...(account === null ? {} : { uid: account, gid: account }),
  })
  let running = true
  // A process that ends in a hurry (an interrupted test run) takes its server along.
  const takeAlong = () => send(child.pid ?? 0, 'SIGINT')
  if (child.pid !== undefined) process.once('exit', takeAlong)
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  }).finally(() => {
    running = false
    process.off('exit', takeAlong)
  })
  await output.close()
  const stop = async () => {
    if (child.pid !== undefined) await stopServer(child.pid, async () => running)
    await ended
  }
  return { running: () => running, ended, stop }
}

const serviceSettings = ['listen_addresses=', 'max_connections=100', 'log_checkpoints=off']
const scratchSettings = [...serviceSettings, 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** Creates the data on first use; half-made data of an interrupted first start is made anew. */
async function ensureData(binaries: Binaries, data: string): Promise<void> {
  const complete = path.join(data, 'farwindow.complete')
  if (
    await access(complete).then(
      () => true,
      () => false,
    )
  )
    return checkVersion(binaries, data)
  await rm(data, { recursive: true, force: true })
  await own(data)
  const account = serverAccount()
  const { code, output } = await run(
    path.join(binaries.dir, 'initdb'),
    [
      '-D',
      data,
      '-U',
      role,
      '-E',
      'UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '-A',
      'peer',
    ],
    {
      cwd: path.dirname(data),
      env: { PATH: process.env['PATH'], LANG: 'C' },
      ...(account === null ? {} : { uid: account }),
    },
  )
  if (code !== 0) throw new Error(`${lastLines(output)}\nPostgreSQL could not create its data in ${data}.`)
  await writeFile(complete, '')
}

/** Lets in the account that starts Farwindow, over the socket, and nobody else. */
async function writeAccess(data: string): Promise<void> {
  await writeFile(path.join(data, 'pg_hba.conf'), 'local all all peer map=farwindow\n')
  await writeFile(path.join(data, 'pg_ident.conf'), `farwindow "${userInfo().username}" ${role}\n`)
}

async function checkVersion(binaries: Binaries, data: string): Promise<void> {
  const made = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim()
  const ours = binaries.version.split('.')[0]
  if (made === ours) return
  throw new Error(
    `The data in ${data} was made by PostgreSQL ${made}, and this is ${ours}: dump it with ${made}, or set FARWINDOW_DATA_DIR to another folder.`,
  )
}

/** Waits until the server takes a connection (up to 30 s, for recovery after a power cut). */
async function answers(url: string, running: () => boolean): Promise<boolean> {
  const deadline = Date.now() + 30_000
  while (running() && Date.now() < deadline) {
    const client = new Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await sleep(20)
    }
  }
  return false
}
