import { constants } from 'node:os'
import { stopCommands } from './command.ts'
import { say, seconds } from './say.ts'

/** Everything has stopped by then, or is ended. */
const limitMs = 4800

/** What a command gets while it works. */
export interface Work {
  /** Aborted by Ctrl-C, SIGTERM, a closed terminal, or the end of the process that started this one. */
  readonly stop: AbortSignal
  /** Registers what has been opened: it is closed, last opened first, when the work ends in whatever way. */
  readonly opened: (close: () => Promise<void>) => void
}

/**
 * Runs the work of a command until it returns or is told to stop, closes all it opened within 5 s, and ends
 * the process: code 0 after its own end or an asked-for stop of a service, 1 after a failure (whose message
 * is printed), 128 + signal when the set-up was interrupted.
 */
export async function runToEnd(work: (run: Work) => Promise<number>): Promise<never> {
  const stopping = new AbortController()
  const closers: (() => Promise<void>)[] = []
  let signalled: NodeJS.Signals | null = null
  const stop = (signal: NodeJS.Signals) => {
    if (signalled !== null) return
    signalled = signal
    setTimeout(() => process.exit(128 + constants.signals[signal]), limitMs).unref()
    stopping.abort(new Error(`interrupted by ${signal}`))
    stopCommands()
  }
  // A terminal or pipe that has gone must not end this before everything is closed.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // The channel to the entry: it closes when that is killed outright.
  process.on('disconnect', () => stop('SIGTERM'))
  process.channel?.unref()
  process.on('uncaughtException', (error) => {
    console.error(error)
    stop('SIGTERM')
  })

  let code = 1
  try {
    code = await work({ stop: stopping.signal, opened: (close) => void closers.push(close) })
  } catch (error) {
    if (signalled === null) console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    else code = 128 + constants.signals[signalled as NodeJS.Signals]
  }
  const startedAt = Date.now()
  for (const close of closers.toReversed()) await close().catch((error: unknown) => console.error(error))
  if (signalled !== null && closers.length > 0) say('stopped', seconds(startedAt))
  process.exit(code)
}
