import type { Settings } from '../../settings.ts'
import { certificateFiles, lanAddresses, whyNoCertificate } from '../certificate.ts'
import { named } from '../place.ts'
import { type Finding, missing, note, ok } from './finding.ts'

/** A browser opens the camera on https pages only, except on the machine itself. */
export async function certificateFinding({
  lan,
  tls,
  host,
  publicUrl,
  dataDir: dir,
}: Settings): Promise<Finding> {
  const thing = 'certificate'
  if (lan || tls !== null) {
    const file = tls?.certFile ?? certificateFiles(dir).certFile
    const reason = await whyNoCertificate(file, tls === null ? lanAddresses() : [])
    if (reason === null) return ok(thing, named(file))
    return tls === null
      ? note(thing, `${reason}; the next start makes one`)
      : missing(thing, `${named(file)}: ${reason}. Renew it, or correct FARWINDOW_TLS_CERT.`)
  }
  const local = ['127.0.0.1', '::1', 'localhost'].includes(host)
  if (publicUrl.startsWith('https:')) return ok(thing, `kept by what serves ${publicUrl}`)
  if (local) return ok(thing, 'not needed on this machine alone; other machines need npm start -- --lan')
  return missing(
    thing,
    `cameras stay shut on ${publicUrl} from other machines. Start with --lan, or set FARWINDOW_TLS_KEY and FARWINDOW_TLS_CERT.`,
  )
}
