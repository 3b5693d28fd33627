import { mkdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { readSettings, type Settings } from '../settings.ts'
import { ensureCertificate, certificateFiles, lanAddresses } from './certificate.ts'
import { claim } from './claim.ts'
import { buildClient } from './client.ts'
import { startChild } from './child.ts'
import { keepRunning } from './keeper.ts'
import { keepMasterKey } from './masterkey.ts'
import { named } from './place.ts'
import { freePort, whyNoPort } from './ports.ts'
import { type DeskReady, deskReady, nodeReady } from './report.ts'
import { type Cluster, startCluster } from './postgres/cluster.ts'
import { ensureDatabase, whyNoDatabase } from './postgres/database.ts'
import { databaseHome } from './postgres/home.ts'
import { say, seconds, table } from './say.ts'
import { runToEnd, type Work } from './stop.ts'
import { obtainWorker } from './worker/obtain.ts'

const startedAt = Date.now()

await runToEnd(async (work) => {
  const asked = readSettings({ ...process.env, ...flags(process.argv.slice(2)) })
  // The media node must know where the desk will be, also when it is all the same where.
  const settings = asked.port === 0 ? { ...asked, port: await freePort(asked.host) } : asked
  await ensureDataDir(settings.dataDir)
  const place = await claim(settings.dataDir)
  work.opened(place.release)
  await checkPort(settings)
  const workerBin = await obtainWorker(settings.media.workerBin)
  work.stop.throwIfAborted()
  const databaseUrl =
    settings.databaseUrl === null
      ? await ownDatabase(settings.dataDir, work)
      : await givenDatabase(settings.databaseUrl)
  work.stop.throwIfAborted()
  await buildClient()
  work.stop.throwIfAborted()
  const env = {
    ...process.env,
    ...(settings.lan ? await lanEnvironment(settings) : {}),
    DATABASE_URL: databaseUrl,
    MEDIASOUP_WORKER_BIN: workerBin,
    FARWINDOW_PORT: String(settings.port),
    FARWINDOW_DATA_DIR: settings.dataDir,
    FARWINDOW_CLIENT_DIR: settings.clientDir,
    FARWINDOW_MASTER_KEY: settings.masterKey?.toString('base64') ?? (await keepMasterKey(settings.dataDir)),
  }
  const media = keepRunning('media node', async (again) => {
    const node = await startChild({
      name: 'media node',
      program: 'server/src/medianode/main.ts',
      report: nodeReady,
      env: nodeEnvironment(env),
      stop: work.stop,
      spawned: (pid) => place.note('media', pid),
    })
    if (again) say('media node', 'runs again')
    return node
  })
  // A failure is told where it is awaited, which may be never when the desk fails before.
  media.catch(() => undefined)
  // Registered before the desk, so that it is closed after it: without a desk it has nothing to wait for.
  work.opened(async () => (await media.catch(() => null))?.close())
  const desk = await keepRunning('desk', async (again) => {
    const started = Date.now()
    const next = await startChild({
      name: 'desk',
      program: 'server/src/main.ts',
      report: deskReady,
      env,
      stop: work.stop,
      spawned: (pid) => place.note('desk', pid),
    })
    await media
    if (again) say('desk', `serves again (${seconds(started)})`)
    else welcome(next.ready, settings)
    return next
  })
  work.opened(desk.close)
  if (!work.stop.aborted) await new Promise((resolve) => work.stop.addEventListener('abort', resolve))
  return 0
})

/** The node gets the secret of the channel, not the key and the database it could be had from. */
function nodeEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const {
    DATABASE_URL: _database,
    FARWINDOW_MASTER_KEY: _key,
    FARWINDOW_TURN_URLS: _turn,
    FARWINDOW_TURN_SECRET: _secret,
    ...rest
  } = env
  const { host, port, tls, node } = readSettings(env)
  const everywhere = host === '0.0.0.0' || host === '::'
  const at = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return {
    ...rest,
    FARWINDOW_NODE_SECRET: node.secret?.toString('base64'),
    FARWINDOW_DESK_URL: node.deskUrl ?? `${tls === null ? 'http' : 'https'}://${at}:${port}`,
    // The desk's own certificate is to be believed, whoever signed it.
    ...(tls === null ? {} : { NODE_EXTRA_CA_CERTS: tls.certFile }),
  }
}

function flags(args: readonly string[]): Record<string, string> {
  const unknown = args.find((arg) => arg !== '--lan')
  if (unknown !== undefined) {
    throw new Error(
      `"${unknown}" is not known here. There is: npm start -- --lan; all else is set by environment, see README.md.`,
    )
  }
  return args.includes('--lan') ? { FARWINDOW_LAN: 'yes' } : {}
}

/** For root it can be passed through, though not read, by others: PostgreSQL runs under another account. */
async function ensureDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  } catch (error) {
    throw new Error(`The data directory ${dataDir} cannot be made: set FARWINDOW_DATA_DIR to one that can.`, {
      cause: error,
    })
  }
}

/** Waits a moment, since a desk that was just ended lets go of its port a little later. */
async function checkPort({ host, port }: Settings): Promise<void> {
  let reason = await whyNoPort('tcp', host, port)
  for (const deadline = Date.now() + 2000; reason !== null && Date.now() < deadline;) {
    await sleep(100)
    reason = await whyNoPort('tcp', host, port)
  }
  if (reason !== null)
    throw new Error(`Port ${port} on ${host} cannot be used: ${reason}. Set FARWINDOW_PORT to another.`)
}

/** Starts PostgreSQL in the data directory and keeps it running; the address stays the same. */
async function ownDatabase(dataDir: string, work: Work): Promise<string> {
  const home = await databaseHome(dataDir)
  const begun = Date.now()
  let cluster: Cluster | undefined
  const kept = await keepRunning('database', async () => {
    cluster = await startCluster({ home, stop: work.stop })
    return cluster
  })
  work.opened(kept.close)
  if (cluster === undefined) throw new Error('PostgreSQL did not start.')
  await ensureDatabase(cluster.url('postgres'), 'farwindow')
  say('database', `PostgreSQL ${cluster.version} in ${named(home)} (${seconds(begun)})`)
  return cluster.url('farwindow')
}

async function givenDatabase(url: string): Promise<string> {
  const reason = await whyNoDatabase(url)
  const { host, pathname } = new URL(url)
  if (reason !== null)
    throw new Error(`The database of DATABASE_URL (${host}${pathname}) cannot be used: ${reason}.`)
  say('database', `${host}${pathname}, from DATABASE_URL`)
  return url
}

/** What the desk must know to be reached from other machines, as far as it is not set. */
async function lanEnvironment(settings: Settings): Promise<NodeJS.ProcessEnv> {
  const addresses = lanAddresses()
  const [first] = addresses
  if (first === undefined)
    throw new Error('LAN mode: this machine has no address on a network. Connect it, or start without --lan.')
  const { keyFile, certFile } = settings.tls ?? certificateFiles(settings.dataDir)
  if (settings.tls === null) {
    const reason = await ensureCertificate(settings.dataDir, addresses)
    say(
      'https',
      reason === null
        ? `certificate ${named(certFile)}`
        : `made a certificate, since ${reason}: ${named(certFile)}`,
    )
  }
  return {
    FARWINDOW_LAN: 'yes',
    FARWINDOW_TLS_KEY: keyFile,
    FARWINDOW_TLS_CERT: certFile,
    FARWINDOW_PUBLIC_URL: process.env['FARWINDOW_PUBLIC_URL'] || `https://${first}:${settings.port}`,
  }
}

function welcome(ready: DeskReady, settings: Settings): void {
  say('desk', `serves; ${seconds(startedAt)} since the start`)
  console.log(`\n${table(ready.pages.map(({ name, url }) => [name, url]))}`)
  if (ready.accounts.length > 0) {
    console.log(
      `\n${table([['account', 'password', 'role'], ...ready.accounts.map((one) => [one.login, one.password, one.role])])}`,
    )
  }
  if (ready.setUpUrl !== undefined)
    console.log(`\n  First administrator (this address works once): ${ready.setUpUrl}`)
  if (settings.lan && settings.tls === null) {
    console.log('\n  The certificate is self-made: each browser asks once whether to trust it.')
  }
  console.log('\nCtrl-C stops everything.')
}
