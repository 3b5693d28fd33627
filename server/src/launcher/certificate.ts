import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { generate } from 'selfsigned'

const dayMs = 86_400_000
/** Browsers refuse server certificates that are valid for more than 398 days. */
const validDays = 397

/** This machine's IPv4 addresses on its networks, the usual first. */
export const lanAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(
      (address) => address.family === 'IPv4' && !address.internal && !address.address.startsWith('169.254.'),
    )
    .map((address) => address.address)

/** Where the data directory keeps its self-made certificate. */
export const certificateFiles = (dataDir: string): { keyFile: string; certFile: string } => ({
  keyFile: path.join(dataDir, 'tls/key.pem'),
  certFile: path.join(dataDir, 'tls/cert.pem'),
})

/** Why a certificate cannot serve these addresses, as half a sentence; null when it can. */
export async function whyNoCertificate(
  certFile: string,
  addresses: readonly string[],
): Promise<string | null> {
  const text = await readFile(certFile, 'utf8').catch(() => null)
  if (text === null) return 'there is none yet'
  const certificate = parsed(text)
  if (certificate === null) return 'it cannot be read as a certificate'
  if (certificate.validToDate.getTime() < Date.now() + 14 * dayMs) return `it ends on ${certificate.validTo}`
  const foreign = addresses.find((address) => certificate.checkIP(address) === undefined)
  return foreign === undefined ? null : `it does not name ${foreign}`
}

/** Null when the file holds something else: half a copy, a key, nothing. */
function parsed(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text)
  } catch {
    return null
  }
}

/**
 * Makes sure the data directory has a certificate for these addresses; a camera works only over https once
 * the page comes from another machine. Kept as long as it fits, so that browsers need to trust it once.
 * Returns the reason for a new one, or null.
 */
export async function ensureCertificate(
  dataDir: string,
  addresses: readonly string[],
): Promise<string | null> {
  const { keyFile, certFile } = certificateFiles(dataDir)
  const reason = await whyNoCertificate(certFile, addresses)
  if (reason === null) return null
  const made = await generate([{ name: 'commonName', value: 'Farwindow' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7, ip }) as const),
        ],
      },
    ],
  })
  await mkdir(path.dirname(keyFile), { recursive: true, mode: 0o700 })
  await writeFile(keyFile, made.private, { mode: 0o600 })
  await writeFile(certFile, made.cert)
  return reason
}
