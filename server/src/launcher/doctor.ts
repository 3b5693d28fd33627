import { availableParallelism } from 'node:os'
import path from 'node:path'
import { readSettings, type Settings } from '../settings.ts'
import { browserVersion, chromium } from './browser.ts'
import { runningLauncher } from './claim.ts'
import { clientIsBuilt } from './client.ts'
import { installCommand, missingPackages } from './debian.ts'
import { certificateFinding } from './doctor/certificate.ts'
import { dataDirectory } from './doctor/datadir.ts'
import { type Finding, missing, note, ok } from './doctor/finding.ts'
import { named } from './place.ts'
import { whyNoPort } from './ports.ts'
import { lookForBinaries } from './postgres/binaries.ts'
import { whyNoDatabase } from './postgres/database.ts'
import { table } from './say.ts'
import { runToEnd } from './stop.ts'
import { buildPackages } from './worker/build.ts'
import { cachedWorker } from './worker/cache.ts'
import { whyNot } from './worker/verify.ts'

await runToEnd(async () => {
  const lan = process.argv.includes('--lan') ? { FARWINDOW_LAN: 'yes' } : {}
  const settings = readSettings({ ...process.env, ...lan })
  // The entry has found the packages as the lock file names them before it came here.
  const findings = [
    ok('Node', `${process.version}, ${process.execPath}`),
    ok('packages', 'as the lock file names them'),
    await worker(settings),
    await dataDirectory(settings.dataDir),
    await database(settings),
    clientIsBuilt()
      ? ok('pages', 'built')
      : note('pages', 'not built, or older than their source; the next start builds them'),
    ...(await ports(settings)),
    await certificateFinding(settings),
    await browser(),
  ]
  console.log(table(findings.map(({ state, thing, text }) => [state, thing, text])))
  const needed = findings.filter(({ state }) => state === 'missing').length
  console.log(
    needed === 0 ? '\nEverything the service needs is there.' : `\n${needed} of these must be mended first.`,
  )
  return needed === 0 ? 0 : 1
})

async function worker({ media }: Settings): Promise<Finding> {
  const thing = 'media worker'
  const file = media.workerBin ?? cachedWorker()
  const reason = await whyNot(file)
  if (reason === null) return ok(thing, `${named(file)}, starts`)
  if (media.workerBin !== null) return missing(thing, `MEDIASOUP_WORKER_BIN: ${reason}. Correct or unset it.`)
  const packages = await missingPackages(buildPackages)
  const byHand = packages !== null && packages.length > 0 && process.getuid?.() !== 0
  return missing(
    thing,
    `not there yet. npm start fetches or builds it${byHand ? `; for building, first run: ${installCommand(packages)}` : ''}.`,
  )
}

async function database({ databaseUrl }: Settings): Promise<Finding> {
  const thing = 'database'
  if (databaseUrl !== null) {
    const reason = await whyNoDatabase(databaseUrl)
    return reason === null
      ? ok(thing, `${new URL(databaseUrl).host}, from DATABASE_URL`)
      : missing(
          thing,
          `DATABASE_URL cannot be used: ${reason}. Start that server, or correct or unset the address.`,
        )
  }
  try {
    const { version, dir, copyFrom } = await lookForBinaries()
    const text = `PostgreSQL ${version.replace(/-.*/, '')}, comes with the packages`
    return ok(thing, copyFrom === null ? text : `${text}; the next start copies it to ${path.dirname(dir)}`)
  } catch (error) {
    return missing(thing, error instanceof Error ? error.message : String(error))
  }
}

async function ports(settings: Settings): Promise<Finding[]> {
  const { host, port, media } = settings
  if ((await runningLauncher(settings.dataDir)) !== null)
    return [ok('ports', 'in use by the Farwindow that runs here')]
  const web = await whyNoPort('tcp', host, port)
  const workers = media.workers ?? availableParallelism()
  const mediaPorts = media.port === 0 ? [] : Array.from({ length: workers }, (_, index) => media.port + index)
  const taken: string[] = []
  for (const at of mediaPorts) {
    for (const kind of ['udp', 'tcp'] as const) {
      const reason = await whyNoPort(kind, host, at)
      if (reason !== null) taken.push(`${kind} ${at}: ${reason}`)
    }
  }
  return [
    web === null
      ? ok('port', `tcp ${port} on ${host} is free`)
      : missing('port', `tcp ${port} on ${host}: ${web}. Set FARWINDOW_PORT to another.`),
    taken.length === 0
      ? ok('media ports', `udp and tcp ${mediaPorts.join(', ') || 'any'}: free`)
      : missing('media ports', `${taken.join('; ')}. Set FARWINDOW_MEDIA_PORT to another base.`),
  ]
}

async function browser(): Promise<Finding> {
  const version = await browserVersion()
  if (version !== null) return ok('browser', `${version}, for the tests`)
  return note(
    'browser',
    `${chromium} does not start; only the tests need it. Run: ${installCommand(['chromium'])}`,
  )
}
