import { flushCompileCache } from 'node:module'

/** How long what was half opened may take to end by itself. */
const lingerMs = 200

/**
 * Runs a process of the house from its start. When it cannot start it says why, in one sentence, to whoever started
 * it (over their channel, or on the screen), and ends with code 1.
 */
export const runProgram = (run: () => Promise<void>): void => {
  // What Node compiled is kept now: a process that is killed keeps nothing, and the next one needs it most.
  run().then(flushCompileCache, (error: unknown) => {
    const sentence = error instanceof Error ? error.message : String(error)
    if (process.send === undefined) process.stderr.write(`${sentence}\n`)
    else process.send({ kind: 'failed', sentence })
    process.exitCode = 1
    // A half-open engine must not keep a failed process alive.
    setTimeout(() => process.exit(1), lingerMs).unref()
  })
}
