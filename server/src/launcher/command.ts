import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { checkout } from './place.ts'

interface Run {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Called with every line of either stream as it comes. */
  readonly onLine?: (line: string) => void
  readonly timeoutMs?: number
  /** Show the output as it is, on this terminal, instead of keeping it. */
  readonly shown?: boolean
  readonly uid?: number
}

export interface Ran {
  /** 0 is success; a text when it could not be started or was ended by a signal. */
  readonly code: number | string
  /** Both streams, in the order of their lines. */
  readonly output: string
}

const running = new Set<ReturnType<typeof spawn>>()

/** Runs a program to its end. Never throws: a program that cannot be started has a text as its code. */
export async function run(program: string, args: readonly string[], options: Run = {}): Promise<Ran> {
  const child = spawn(program, args, {
    cwd: options.cwd ?? checkout,
    env: options.env ?? process.env,
    stdio: options.shown === true ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  running.add(child)
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      options.onLine?.(line)
    })
  }
  const code = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (status, signal) => resolve(status ?? signal ?? 'ended'))
  })
  running.delete(child)
  return { code, output: lines.join('\n') }
}

/** Stops what `run` has under way: for a signal that comes in the middle of the set-up. */
export const stopCommands = (): void => {
  for (const child of running) child.kill('SIGTERM')
}

/** The end of a program's output, for a failure message. */
export const lastLines = (output: string, count = 20): string => output.split('\n').slice(-count).join('\n')
