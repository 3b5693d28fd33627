import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { lives, markOf, type ProcessMark, send } from './process.ts'
import { say } from './say.ts'

const mark = z.object({ pid: z.number(), startTicks: z.string() })
const note = z.object({ launcher: mark, desk: mark.nullable() })

/** How long a launcher that is just stopping is waited for; it needs 5 s at most. */
const stoppingMs = 5500

export interface Claim {
  /** Notes the desk's process, so that it can be found should this one be killed. */
  readonly noteDesk: (pid: number) => Promise<void>
  readonly release: () => Promise<void>
}

/**
 * Makes this process the only launcher on the data directory. A desk that a killed launcher left behind is
 * ended. Throws an Error when another launcher is still alive there after `patienceMs`.
 */
export async function claim(dataDir: string, patienceMs = stoppingMs): Promise<Claim> {
  const file = path.join(dataDir, 'launcher.json')
  const self = markOf(process.pid)
  if (self === null) throw new Error('Farwindow needs /proc to look after its processes: start it on Linux.')
  const content = (desk: ProcessMark | null) => JSON.stringify({ launcher: self, desk })
  const draft = `${file}.${process.pid}`
  const noteDesk = async (pid: number) => {
    await writeFile(draft, content(markOf(pid)))
    await rename(draft, file)
  }
  await writeFile(draft, content(null))
  try {
    await takePlace(draft, file, Date.now() + patienceMs)
  } finally {
    await rm(draft, { force: true })
  }
  return { noteDesk, release: () => rm(file, { force: true }) }
}

/** The number of the launcher that is alive on the data directory, or null. */
export async function runningLauncher(dataDir: string): Promise<number | null> {
  const left = await read(path.join(dataDir, 'launcher.json'))
  return left !== null && lives(left.launcher) ? left.launcher.pid : null
}

/** Puts the note in its place, which only one launcher can do: a link never replaces what is there. */
async function takePlace(draft: string, file: string, deadline: number): Promise<void> {
  for (;;) {
    try {
      return await link(draft, file)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    await clear(file, deadline)
  }
}

/** Removes the note of a launcher that is gone, with its desk; waits for one that may be going. */
async function clear(file: string, deadline: number): Promise<void> {
  const left = await read(file)
  if (left !== null && lives(left.launcher)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Farwindow is already running on this data directory (process ${left.launcher.pid}). Stop that one, ` +
          'or set FARWINDOW_DATA_DIR and FARWINDOW_PORT for a second one.',
      )
    }
    return sleep(200)
  }
  if (left?.desk && lives(left.desk)) {
    say('clean-up', `ending the desk (process ${left.desk.pid}) that a killed launcher left behind`)
    await endDesk(left.desk)
  }
  await rm(file, { force: true })
}

async function endDesk(desk: ProcessMark): Promise<void> {
  send(desk.pid, 'SIGTERM')
  for (const deadline = Date.now() + 3000; lives(desk) && Date.now() < deadline; await sleep(50));
  send(-desk.pid, 'SIGKILL')
  for (; lives(desk); await sleep(20));
}

/** A file that cannot be understood (the disk was full) counts as none. */
async function read(file: string): Promise<z.infer<typeof note> | null> {
  try {
    return note.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}
