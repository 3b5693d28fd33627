import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { z } from 'zod'
import { checkout } from './place.ts'
import { send } from './process.ts'
import type { Running } from './keeper.ts'
import { failed } from './report.ts'

/** Loading demonstration data on a slow machine takes its time; longer than this it has hung. */
const readyMs = 90_000
const closeMs = 3000

/** A process of the house that serves. */
export interface Child<R> extends Running {
  /** What it told when it was ready. */
  readonly ready: R
}

interface ChildOptions<R> {
  /** As people call it: "desk". */
  readonly name: string
  /** Its program, from the checkout. */
  readonly program: string
  readonly report: z.ZodType<R>
  readonly env: NodeJS.ProcessEnv
  readonly stop: AbortSignal
  /** Told the process's number at once, long before it serves. */
  readonly spawned: (pid: number) => Promise<void>
}

/**
 * Starts a process of the house with a channel and waits until it serves. Throws an Error with its own sentence
 * when it says that it cannot start, also when `stop` comes first. `close` asks it to close itself and, after
 * 3 s, ends it; what it has started is in its process group and ends with it in every case.
 */
export async function startChild<R>({
  name,
  program,
  report,
  env,
  stop,
  spawned,
}: ChildOptions<R>): Promise<Child<R>> {
  const child = spawn(process.execPath, [path.join(checkout, program)], {
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
  const first = firstReport(name, child, ended, report)
  try {
    if (child.pid !== undefined) await spawned(child.pid)
    const told = await first
    if (typeof told === 'string') throw new Error(told)
    // From here on it is closed in its turn, by whoever keeps it.
    stop.removeEventListener('abort', giveUp)
    if (stop.aborted) throw new Error('told to stop')
    return { ended, close, ready: told.ready }
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

/** What it says first, or why it will say nothing. Never rejects. */
async function firstReport<R>(
  name: string,
  child: ChildProcess,
  ended: Promise<string>,
  report: z.ZodType<R>,
): Promise<{ readonly ready: R } | string> {
  const told = Promise.withResolvers<{ readonly ready: R } | string>()
  child.on('message', (message) => {
    const ready = report.safeParse(message)
    const sorry = failed.safeParse(message)
    if (ready.success) told.resolve({ ready: ready.data })
    else if (sorry.success) told.resolve(sorry.data.sentence)
  })
  const timer = setTimeout(
    () => told.resolve(`The ${name} does not serve after ${readyMs / 1000} s.`),
    readyMs,
  )
  // Its last words may arrive after its end.
  const silent = (how: string) => told.resolve(`The ${name} ended before it served (${how}).`)
  void ended.then((how) => setTimeout(() => silent(how), 200))
  return told.promise.finally(() => clearTimeout(timer))
}

const endGroup = (pid: number): void => {
  if (pid > 0) send(-pid, 'SIGKILL')
}
