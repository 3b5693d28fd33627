import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startCluster } from '@farwindow/server/launcher/postgres/cluster.ts'
import { ensureDatabase } from '@farwindow/server/launcher/postgres/database.ts'
import { own } from '@farwindow/server/launcher/postgres/home.ts'
import { openPrograms } from '../serving/programs.ts'
import type { DeskProgram, Program, Programs } from '../serving/programs.ts'
import { childrenOf } from './processes.ts'

/** Everything that serves, in processes of its own: PostgreSQL, desk and media nodes, each to be hurt. */
export interface World {
  readonly programs: Programs
  readonly url: string
  readonly kioskCode: string
  desk(): DeskProgram
  /** As `kill -9`; resolves when another desk answers on the same address. */
  killDesk(): Promise<void>
  readonly database: {
    readonly url: string
    /** It stands still: connections hang, nothing is refused. */
    freeze(): Promise<void>
    thaw(): void
    /** It is stopped as for an update, and comes back after so long. */
    restart(awayMs: number): Promise<void>
  }
  close(): Promise<void>
}

/** The media workers of a node. */
export const workersOf = (node: Program): number[] => childrenOf(node.pid, 'mediasoup')

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export interface WorldPlan {
  /** The database does not write through to the disk. */
  readonly scratch?: boolean
  /** Of the environment, for desk and media nodes. */
  readonly settings?: Readonly<Record<string, string>>
}

/** Starts database and desk. */
export const openWorld = async ({ scratch = true, settings = {} }: WorldPlan = {}): Promise<World> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'fw-world-'))
  // PostgreSQL runs as another account when this is root, and must pass through.
  await chmod(dir, 0o711)
  const home = await own(path.join(dir, 'postgres'))
  let cluster = await startCluster({ home, scratch })
  await ensureDatabase(cluster.url('postgres'), 'world')
  const programs = await openPrograms(cluster.url('world'), settings)
  let desk = await programs.desk()
  let frozen: number[] = []
  const thaw = (): void => {
    for (const pid of frozen) process.kill(pid, 'SIGCONT')
    frozen = []
  }
  return {
    programs,
    url: desk.url,
    kioskCode: desk.kioskCode,
    desk: () => desk,
    killDesk: async () => {
      await desk.kill()
      desk = await programs.desk(Number(new URL(desk.url).port))
    },
    database: {
      url: cluster.url('world'),
      freeze: async () => {
        const [postmaster] = (await readFile(path.join(home, 'data/postmaster.pid'), 'utf8')).split('\n')
        // The parent first, or it would begin new ones.
        frozen = [Number(postmaster)]
        process.kill(Number(postmaster), 'SIGSTOP')
        for (const pid of childrenOf(Number(postmaster))) {
          process.kill(pid, 'SIGSTOP')
          frozen.push(pid)
        }
      },
      thaw,
      restart: async (awayMs) => {
        await cluster.close()
        await pause(awayMs)
        cluster = await startCluster({ home, scratch })
      },
    },
    close: async () => {
      thaw()
      await programs.close()
      await cluster.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
