import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ip = (...args: readonly string[]): Promise<unknown> => run('ip', [...args])

/** A network namespace: programs in it see one neighbour, this machine, and nothing else. */
export interface Namespace {
  /** This machine's address as seen from inside. Its loopback is out of reach from there. */
  readonly outside: string
  readonly inside: string
  /** The cable is pulled: programs inside are told by the system that there is no network any more. */
  unplug(): Promise<unknown>
  /** It is put back, and the address is as before. */
  plug(): Promise<unknown>
  /** As into another network: the old address is gone, a new one is there. */
  move(): Promise<unknown>
  /** A script that runs the given program inside, with its arguments. */
  wrap(program: string): Promise<string>
  close(): Promise<void>
}

/** Why no namespace can be made here, or null. Needs root and a kernel that lets it. */
export const whyNoNamespace = async (): Promise<string | null> => {
  // Two runs on one machine may ask at the same moment.
  const name = `farwindow-${process.pid}-probe`
  try {
    await ip('netns', 'add', name)
    await ip('netns', 'del', name)
    return null
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : String(error)
  }
}

/** Makes one; `number` (1 to 250) keeps those of one run apart. */
export const openNamespace = async (number: number): Promise<Namespace> => {
  const name = `farwindow-${process.pid}-${number}`
  const [near, far] = [`fwn${number}`, `fwf${number}`]
  const [outside, inside] = [`10.77.${number}.1`, `10.77.${number}.2`]
  const dir = await mkdtemp(path.join(tmpdir(), 'farwindow-net-'))
  const close = async (): Promise<void> => {
    // The pair would go with the namespace, but that only goes when its last process, or packet, is gone.
    await ip('link', 'del', near).catch(() => undefined)
    await ip('netns', 'del', name).catch(() => undefined)
    await rm(dir, { recursive: true, force: true })
  }
  try {
    await ip('netns', 'add', name)
    await ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name)
    await ip('addr', 'add', `${outside}/24`, 'dev', near)
    await ip('link', 'set', near, 'up')
    await ip('-n', name, 'addr', 'add', `${inside}/24`, 'dev', far)
    await ip('-n', name, 'link', 'set', far, 'up')
    await ip('-n', name, 'link', 'set', 'lo', 'up')
  } catch (error) {
    await close()
    throw error
  }
  let host = 2
  const addressAt = (last: number): string => `10.77.${number}.${last}/24`
  return {
    outside,
    inside,
    unplug: () => ip('-n', name, 'link', 'set', far, 'down'),
    plug: () => ip('-n', name, 'link', 'set', far, 'up'),
    move: async () => {
      await ip('-n', name, 'addr', 'del', addressAt(host), 'dev', far)
      host += 1
      await ip('-n', name, 'addr', 'add', addressAt(host), 'dev', far)
    },
    wrap: async (program) => {
      const file = path.join(dir, path.basename(program))
      await writeFile(file, `#!/bin/sh\nexec ip netns exec ${name} ${program} "$@"\n`)
      await chmod(file, 0o755)
      return file
    },
    close,
  }
}
