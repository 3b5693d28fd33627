// The first thing that runs, on whatever Node the machine has and before any package is installed: therefore
// plain JavaScript. It installs the packages, finds a Node that runs TypeScript, and hands over to <command>.ts.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants, homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const pnpm = 'pnpm@12.21.0'
const commands = ['start', 'test', 'check', 'bench', 'soak', 'doctor', 'kiosk']
const here = path.dirname(fileURLToPath(import.meta.url))
const checkout = path.resolve(here, '../../..')
/** What Node made of our TypeScript and of the packages: a desk that has to start again is there in half the time. */
const compiled = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'farwindow/compiled')
const stamp = path.join(checkout, 'node_modules/.farwindow-installed')

const say = (what, text) => console.log(`${what.padEnd(10)} ${text}`)
const giveUp = (sentence) => {
  console.error(sentence)
  process.exit(1)
}

const [command, ...args] = process.argv.slice(2)
if (!commands.includes(command))
  giveUp(`Say what to do: ${commands.map((name) => `npm run ${name}`).join(', ')}.`)
if (major(process.version) < 20) {
  giveUp(`Node ${process.version} is too old to install Farwindow: install Node 20 or newer, best 24.`)
}
const lock = createHash('sha256')
  .update(readFileSync(path.join(checkout, 'pnpm-lock.yaml')))
  .digest('hex')
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock

// The doctor looks and does not touch.
if (command === 'doctor' && !installed) {
  say('Node', `${process.version}: enough to install; 24 comes with the packages`)
  giveUp('packages   missing or out of date. Remedy: npm start installs them')
}
if (!installed) await install()
handOver(nodeForTypeScript())

/** Installs what the lock file names; the stamp makes the next start skip it. */
async function install() {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  say('packages', 'installing what the lock file names (the first time takes about a minute)')
  const ticking = setInterval(() => say('packages', `still installing, ${seconds()} s`), 15_000)
  // With NODE_ENV=production the build tools of the client would be left out.
  const { NODE_ENV: _, ...env } = process.env
  const child = spawn('npx', ['-y', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: checkout,
    env: { ...env, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const code = await new Promise((resolve) => {
    child.on('close', resolve)
    child.on('error', (error) => resolve(error.message))
  })
  clearInterval(ticking)
  if (code !== 0) giveUp(`${output.slice(-4000)}\n${remedyFor(code, output)}`)
  writeFileSync(stamp, lock)
  say('packages', `installed (${seconds()} s)`)
}

function remedyFor(code, output) {
  if (/ENOENT/.test(String(code))) return 'Packages: npx was not found. Install npm, which brings it.'
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|META_FETCH_FAIL/.test(output)) {
    return 'Packages: the npm registry cannot be reached. Check the network, or name a mirror: npm config set registry URL.'
  }
  if (/ENOSPC/.test(output)) return 'Packages: the disk is full. Free about 2 GB and run this again.'
  if (/OUTDATED_LOCKFILE/.test(output)) {
    return `Packages: a package.json asks for something the lock file does not name. Run npx -y ${pnpm} install.`
  }
  return 'Packages: they could not be installed; the reason stands above.'
}

/** This process's own Node if it is new enough, otherwise the one that came with the packages. */
function nodeForTypeScript() {
  if (major(process.version) >= 24) return process.execPath
  const packaged = path.join(checkout, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  const version = existsSync(packaged) ? spawnSync(packaged, ['--version'], { encoding: 'utf8' }).stdout : ''
  if (version && major(version) >= 24) return packaged
  return giveUp(
    `Farwindow runs on Node 24; this is ${process.version}, and ` +
      (existsSync(packaged)
        ? 'the one among the packages does not run here'
        : `there is none for ${process.platform}-${process.arch} among the packages`) +
      '. Install Node 24 from your system or https://nodejs.org and run this again.',
  )
}

/** Runs the command in the right Node; signals go in, the exit code comes out. */
function handOver(node) {
  const child = spawn(node, [path.join(here, `${command}.ts`), ...args], {
    cwd: checkout,
    env: {
      NODE_COMPILE_CACHE: compiled,
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
    },
    // The channel tells the child when this process is gone, however it ended.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm killed outright cannot pass a signal on, and whatever npm started should not outlive it.
  if (process.env.npm_lifecycle_script?.includes('launcher/entry.mjs')) {
    setInterval(() => hasRunner() || child.kill('SIGTERM'), 500).unref()
  }
  child.on('error', (error) => giveUp(`Farwindow could not be started with ${node}: ${error.message}.`))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}

/** Whether the npm (pnpm, yarn) that started this is still there: as its parent, or as the parent of its `sh -c`. */
function hasRunner() {
  try {
    const parent = commandLine(process.ppid)
    if (!/^\S*sh\0-c\0/.test(parent)) return /npm|yarn|bun/.test(parent)
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return /npm|yarn|bun/.test(commandLine(stat.replace(/^.*\)/s, '').trim().split(' ')[1]))
  } catch {
    // No /proc: nothing is known. A parent that went while one looked has another number by now.
    return !existsSync('/proc/self/stat')
  }
}

function commandLine(pid) {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
}

function major(version) {
  return Number(/^v?(\d+)/.exec(version)?.[1] ?? 0)
}
