import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { checkout } from './place.ts'
import { send } from './process.ts'
import type { Running } from './keeper.ts'
import { deskReport, type DeskReport } from './report.ts'

type Ready = Extract<DeskReport, { kind: 'ready' }>

/** Loading demonstration data on a slow machine takes its time; longer than this it has hung. */
const readyMs = 90_000
const closeMs = 3000

export interface Desk extends Running {
  readonly ready: Ready
}

interface DeskOptions {
  readonly env: NodeJS.ProcessEnv
  readonly stop: AbortSignal
  /** Told the process's number at once, long before it serves. */
  readonly spawned: (pid: number) => Promise<void>
}

/**
 * Starts the desk as a child with a channel and waits until it serves. Throws an Error with the desk's own
 * sentence when it says that it cannot start, also when `stop` comes first. `close` asks it to close itself
 * and, after 3 s, ends it; its media workers are in its process group and end with it in every case.
 */
export async function startDesk({ env, stop, spawned }: DeskOptions): Promise<Desk> {
  const child = spawn(process.execPath, [path.join(checkout, 'server/src/main.ts')], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Its own process group, so that Ctrl-C reaches the launcher alone, which then stops things in order.
    detached: true,
  })
  const ended = endOf(child)
  let closing: Promise<void> | undefined
  const close = () => (closing ??= askToClose(child, ended))
  const giveUp = () => void close()
  stop.addEventListener('abort', giveUp, { once: true })
  void ended.then(() => stop.removeEventListener('abort', giveUp))
  const report = firstReport(child, ended)
  try {
    if (child.pid !== undefined) await spawned(child.pid)
    const told = await report
    if (told.kind === 'failed') throw new Error(told.sentence)
    return { ended, close, ready: told }
  } catch (error) {
    await close()
    throw error
  }
}

async function askToClose(child: ChildProcess, ended: Promise<string>): Promise<void> {
  const late = setTimeout(() => endGroup(child.pid ?? 0), closeMs)
  child.kill('SIGTERM')
  await ended
  clearTimeout(late)
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => {
      // Whatever it started is of no use without it and holds its ports.
      endGroup(child.pid ?? 0)
      resolve(signal ?? `code ${code}`)
    })
  })
}

/** What the desk says first, or why it will say nothing. Never rejects. */
async function firstReport(child: ChildProcess, ended: Promise<string>): Promise<DeskReport> {
  const told = Promise.withResolvers<DeskReport>()
  const silent = (sentence: string) => told.resolve({ kind: 'failed', sentence })
  child.on('message', (message) => {
    const report = deskReport.safeParse(message)
    if (report.success) told.resolve(report.data)
  })
  const timer = setTimeout(() => silent(`The desk does not serve after ${readyMs / 1000} s.`), readyMs)
  // Its last words may arrive after its end.
  void ended.then((how) => setTimeout(() => silent(`The desk ended before it served (${how}).`), 200))
  return told.promise.finally(() => clearTimeout(timer))
}

const endGroup = (pid: number): void => {
  if (pid > 0) send(-pid, 'SIGKILL')
}
