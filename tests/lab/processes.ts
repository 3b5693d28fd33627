import { readdirSync, readFileSync } from 'node:fs'

/** What /proc tells of processes; one that ends while we look counts as nothing. */

const text = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** The processes a process has started, of this program. */
export const childrenOf = (pid: number, program = ''): number[] =>
  text(`/proc/${pid}/task/${pid}/children`)
    .trim()
    .split(' ')
    .filter((each) => each !== '')
    .map(Number)
    .filter((each) => text(`/proc/${each}/comm`).startsWith(program))

export const residentBytes = (pid: number): number =>
  1024 * Number(/^VmRSS:\s+(\d+)/m.exec(text(`/proc/${pid}/status`))?.[1] ?? 0)

/** Files, sockets and pipes it has open. */
export const openHandles = (pid: number): number => {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return 0
  }
}
