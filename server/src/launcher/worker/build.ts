import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines, run } from '../command.ts'
import { ensurePackages } from '../debian.ts'
import { markOf } from '../process.ts'
import { progress, say, seconds } from '../say.ts'
import { packageDir, recipeDir } from './cache.ts'
import { whyNot } from './verify.ts'

/** What the recipe needs, by Debian's names. */
export const buildPackages = [
  'cmake',
  'ninja-build',
  'g++',
  'pkg-config',
  'libuv1-dev',
  'libssl-dev',
  'libsrtp2-dev',
  'libabsl-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
]

/**
 * Builds the worker from the npm package's own sources with our recipe and puts it at `target`.
 * One build at a time per target: a second caller waits and uses the first one's result.
 * Throws an Error whose message names the remedy.
 */
export async function buildWorker(target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true })
  const release = await lock(`${target}.lock`)
  try {
    if ((await whyNot(target)) === null) return
    await ensurePackages('worker', buildPackages, 'building the media worker')
    await buildIn(`${target}.build`, target)
  } finally {
    await release()
  }
}

/** An interrupted build leaves its folder, and the next one goes on from there. */
async function buildIn(room: string, target: string): Promise<void> {
  const startedAt = Date.now()
  say('worker', 'building it from source; this takes about 6 minutes on 2 cores, once per machine')
  const configure = [
    '-G',
    'Ninja',
    '-DCMAKE_BUILD_TYPE=Release',
    `-DMEDIASOUP=${packageDir}`,
    '-B',
    room,
    recipeDir,
  ]
  await must('cmake', configure)
  const show = progress('worker')
  // Without ninja's smart terminal every finished file is one line: [12/259] Building …
  await must('ninja', ['-C', room, '-j', String(availableParallelism())], (line) => {
    const at = /^\[(\d+)\/(\d+)\]/.exec(line)
    if (at === null) return
    show(
      `building: ${at[1]} of ${at[2]} files, ${Math.floor((100 * Number(at[1])) / Number(at[2]))} %, ${seconds(startedAt)}`,
    )
  })
  const built = path.join(room, 'mediasoup-worker')
  const reason = await whyNot(built)
  if (reason !== null)
    throw new Error(`The worker was built, but ${reason}. Please report this with your system's name.`)
  await rename(built, target)
  await rm(room, { recursive: true, force: true })
  say('worker', `built (${seconds(startedAt)})`)
}

async function must(program: string, args: string[], onLine?: (line: string) => void): Promise<void> {
  const { code, output } = await run(program, args, onLine ? { onLine } : {})
  if (code === 0) return
  throw new Error(
    `${lastLines(output)}\nThe media worker could not be built: ${program} ended with ${code}; the reason stands above. ` +
      'You can also point MEDIASOUP_WORKER_BIN at a worker built elsewhere.',
  )
}

/** Waits until no living process holds the lock file, then takes it. */
async function lock(file: string): Promise<() => Promise<void>> {
  for (let told = false; ;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      return () => rm(file, { force: true })
    } catch {
      const holder = Number(await readFile(file, 'utf8').catch(() => '0'))
      if (markOf(holder) === null) await rm(file, { force: true })
      else if (!told) {
        told = true
        say('worker', `process ${holder} is building it already; waiting for that`)
      }
      await sleep(500)
    }
  }
}
