import { lastLines, run } from './command.ts'
import { say, seconds } from './say.ts'

/** Which of these Debian packages are not installed; `null` on a system without dpkg. */
export async function missingPackages(names: readonly string[]): Promise<string[] | null> {
  // The exit code says nothing: dpkg-query fails as soon as one name is unknown.
  const { code, output } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names])
  if (typeof code === 'string') return null
  const present = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return names.filter((name) => !present.has(name))
}

/** The command a person would type to install these. */
export const installCommand = (names: readonly string[]): string =>
  `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`

/**
 * Makes sure these Debian packages are there. Installs them when this is root; otherwise, and on other
 * systems, throws an Error whose message names the exact command.
 */
export async function ensurePackages(step: string, names: readonly string[], purpose: string): Promise<void> {
  const missing = await missingPackages(names)
  if (missing === null) {
    throw new Error(
      `For ${purpose}, what Debian calls ${names.join(', ')} is needed: install its like from your system.`,
    )
  }
  if (missing.length === 0) return
  if (process.getuid?.() !== 0)
    throw new Error(`For ${purpose}, packages are missing. Run: ${installCommand(missing)}`)
  const startedAt = Date.now()
  say(step, `installing ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // One broken source makes the update fail although the packages can be had: the installation decides.
  const lists = await freshLists(env)
  const installed = await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env })
  if (installed.code !== 0) {
    const output = lastLines(`${lists}\n${installed.output}`)
    throw new Error(
      `${output}\nThe packages for ${purpose} could not be installed. Try: ${installCommand(missing)}`,
    )
  }
  say(step, `installed ${missing.length} Debian packages (${seconds(startedAt)})`)
}

let updated: Promise<string> | undefined

/** Fetches apt's lists once per run, since on a new machine there are none; returns what apt said. */
const freshLists = (env: NodeJS.ProcessEnv): Promise<string> => {
  updated ??= run('apt-get', ['update'], { env }).then(({ output }) => output)
  return updated
}
