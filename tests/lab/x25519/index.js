// The two functions of tweetnacl that werift uses, by Node's own X25519 (RFC 7748). tweetnacl itself has a licence
// (Unlicense) that is not among ours. Plain JavaScript, since Node strips no types below node_modules.
import { createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto'

// What stands before the 32 bytes of a key in PKCS #8 and SPKI (RFC 8410).
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicHead = Buffer.from('302a300506032b656e032100', 'hex')

const keyPair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  return {
    secretKey: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)),
    publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)),
  }
}

const scalarMult = (secret, far) =>
  new Uint8Array(
    diffieHellman({
      privateKey: createPrivateKey({
        key: Buffer.concat([privateHead, secret]),
        format: 'der',
        type: 'pkcs8',
      }),
      publicKey: createPublicKey({ key: Buffer.concat([publicHead, far]), format: 'der', type: 'spki' }),
    }),
  )

// What it stands in for has a default export only.
// oxlint-disable-next-line import/no-default-export
export default { box: { keyPair }, scalarMult }
