import { createHash, X509Certificate } from 'node:crypto'
import {
  createSelfSignedCertificate,
  DtlsClient,
  HashAlgorithm,
  NamedCurveAlgorithm,
  ProtectionProfileAeadAes128Gcm,
  SignatureAlgorithm,
} from 'werift'
import type { DtlsParameters } from '@farwindow/shared/call/media.ts'
import type { Keys } from './srtp.ts'

/* The handshake of a browser that begins it. One certificate serves all peers of a process. */

const own = createSelfSignedCertificate(
  { hash: HashAlgorithm.sha256_4, signature: SignatureAlgorithm.ecdsa_3 },
  NamedCurveAlgorithm.secp256r1_23,
)

export const ownDtls = async (): Promise<DtlsParameters> => {
  const { raw } = new X509Certificate((await own).certPem)
  const digest = createHash('sha256').update(raw).digest('hex').toUpperCase()
  const value = digest.match(/../g)?.join(':') ?? ''
  return { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] }
}

export interface Handshake {
  /** Takes a packet from the far end in. */
  hear(packet: Buffer): void
  readonly keys: Promise<{ readonly own: Keys; readonly far: Keys }>
}

/** Begins it at once over a path that works; the far end's fingerprint has to be one of these. */
export const shakeHands = async (far: DtlsParameters, send: (packet: Buffer) => void): Promise<Handshake> => {
  const { certPem, keyPem, signatureHash } = await own
  const transport = {
    type: 'udp',
    address: { address: '127.0.0.1', family: 'IPv4', port: 0 },
    closed: false,
    onData: (_packet: Buffer): void => undefined,
    send: async (packet: Buffer): Promise<void> => send(packet),
    close: async (): Promise<void> => undefined,
  }
  const client = new DtlsClient({
    transport,
    srtpProfiles: [ProtectionProfileAeadAes128Gcm],
    cert: certPem,
    key: keyPem,
    signatureHash,
    extendedMasterSecret: true,
  })
  const connected = Promise.withResolvers<void>()
  client.onConnect.once(() => connected.resolve())
  client.onError.once((error) => connected.reject(error))
  const keys = connected.promise.then(() => {
    const certificate = client.remoteCertificate ?? Buffer.alloc(0)
    const isTheirs = far.fingerprints.some(
      ({ algorithm, value }) =>
        createHash(algorithm.replace('-', '')).update(certificate).digest('hex') ===
        value.replaceAll(':', '').toLowerCase(),
    )
    if (!isTheirs) throw new Error('somebody else answers there')
    const { localKey, localSalt, remoteKey, remoteSalt } = client.extractSessionKeys(16, 12)
    return { own: { key: localKey, salt: localSalt }, far: { key: remoteKey, salt: remoteSalt } }
  })
  // Given up while the peer is closed.
  keys.catch(() => undefined)
  client.connect().catch((error: unknown) => connected.reject(error))
  return { hear: (packet) => transport.onData(packet), keys }
}
