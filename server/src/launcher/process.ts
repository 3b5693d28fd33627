import { readFileSync } from 'node:fs'

/** A process as it can be recognised later: its number alone may have gone to another one. */
export interface ProcessMark {
  readonly pid: number
  /** Clock ticks between the machine's start and the process's, from /proc. */
  readonly startTicks: string
}

/** The mark of a living process, or null when there is none of this number. */
export function markOf(pid: number): ProcessMark | null {
  try {
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')
    const zombie = fields[0] === 'Z'
    return zombie ? null : { pid, startTicks: fields[19] ?? '' }
  } catch {
    return null
  }
}

/** Whether the process that was marked is still there. */
export const lives = (mark: ProcessMark): boolean => markOf(mark.pid)?.startTicks === mark.startTicks

/** Sends a signal to a process (or, with a negative number, its group); one that has ended is no error. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}
