import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { lives, markOf, type ProcessMark, send } from './process.ts'
import { say } from './say.ts'

const mark = z.object({ pid: z.number(), startTicks: z.string() })
const note = z.object({ launcher: mark, desk: mark.nullable(), media: mark.nullish() })

type ChildName = 'desk' | 'media'

/** How long a launcher that is just stopping is waited for; it needs 5 s at most. */
const stoppingMs = 5500

export interface Claim {
  /** Notes a process that was started, so that it can be found should this one be killed. */
  readonly note: (name: ChildName, pid: number) => Promise<void>
  readonly release: () => Promise<void>
}

/**
 * Makes this process the only launcher on the data directory. A desk or media node that a killed launcher left
 * behind is ended. Throws an Error when another launcher is still alive there after `patienceMs`.
 */
export async function claim(dataDir: string, patienceMs = stoppingMs): Promise<Claim> {
  const file = path.join(dataDir, 'launcher.json')
  const self = markOf(process.pid)
  if (self === null) throw new Error('Farwindow needs /proc to look after its processes: start it on Linux.')
  const children: Record<ChildName, ProcessMark | null> = { desk: null, media: null }
  const content = () => JSON.stringify({ launcher: self, ...children })
  const draft = `${file}.${process.pid}`
  const noteChild = async (name: ChildName, pid: number) => {
    children[name] = markOf(pid)
    const own = `${draft}.${name}`
    await writeFile(own, content())
    await rename(own, file)
  }
  await writeFile(draft, content())
  try {
    await takePlace(draft, file, Date.now() + patienceMs)
  } finally {
    await rm(draft, { force: true })
  }
  return { note: noteChild, release: () => rm(file, { force: true }) }
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

/** Removes the note of a launcher that is gone, with what it had started; waits for one that may be going. */
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
  for (const [name, child] of [
    ['desk', left?.desk],
    ['media node', left?.media],
  ] as const) {
    if (!child || !lives(child)) continue
    say('clean-up', `ending the ${name} (process ${child.pid}) that a killed launcher left behind`)
    await end(child)
  }
  await rm(file, { force: true })
}

async function end(child: ProcessMark): Promise<void> {
  send(child.pid, 'SIGTERM')
  for (const deadline = Date.now() + 3000; lives(child) && Date.now() < deadline; await sleep(50));
  send(-child.pid, 'SIGKILL')
  for (; lives(child); await sleep(20));
}

/** A file that cannot be understood (the disk was full) counts as none. */
async function read(file: string): Promise<z.infer<typeof note> | null> {
  try {
    return note.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}
