import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { send } from '../process.ts'

/**
 * Stops a server that a killed launcher left running on this data folder, so that the next one is our own
 * child and we hear when it ends. Then removes its lock file, which PostgreSQL would believe when the number
 * in it has gone to another program or a zombie (both usual in containers). Its own safeguard against session
 * processes that outlive their server is kept by waiting for those too.
 */
export async function stopLeftover(dataFolder: string): Promise<void> {
  const file = path.join(dataFolder, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return
  const server = Number(text.split('\n')[0])
  if ((await processesIn(dataFolder)).includes(server)) {
    await stopServer(server, async () => (await processesIn(dataFolder)).includes(server))
  }
  for (let left = await processesIn(dataFolder); left.length > 0; left = await processesIn(dataFolder)) {
    for (const pid of left) send(pid, 'SIGQUIT')
    await sleep(50)
  }
  await rm(file, { force: true })
}

/**
 * Fast shutdown (sessions are ended, everything is written); after `fastMs` the immediate one, from which
 * the next start recovers. Resolves when it has ended.
 */
export async function stopServer(pid: number, running: () => Promise<boolean>, fastMs = 1500): Promise<void> {
  const startedAt = Date.now()
  for (let sent: NodeJS.Signals | null = null; await running(); await sleep(20)) {
    const wanted = Date.now() - startedAt > fastMs ? 'SIGQUIT' : 'SIGINT'
    if (wanted !== sent) send(pid, wanted)
    sent = wanted
  }
}

/** The processes that work in a data folder: PostgreSQL's own all do, and nobody else may enter it. */
async function processesIn(dataFolder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_, index) => folders[index] === dataFolder)
}
