import { createHmac, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { IceParameters } from '@farwindow/shared/call/media.ts'

/* STUN binding checks of RFC 8489 as an ICE agent in charge sends them to an ICE-lite one (RFC 8445). */

const cookie = 0x2112a442
const bindingRequest = 0x0001
const bindingSuccess = 0x0101
const attributes = {
  username: 0x0006,
  integrity: 0x0008,
  priority: 0x0024,
  useCandidate: 0x0025,
  controlling: 0x802a,
  fingerprint: 0x8028,
} as const
const fingerprintXor = 0x5354554e
const hostPriority = 0x7e0000ff

const attribute = (type: number, value: Buffer): Buffer => {
  const out = Buffer.alloc(4 + 4 * Math.ceil(value.length / 4))
  out.writeUInt16BE(type, 0)
  out.writeUInt16BE(value.length, 2)
  value.copy(out, 4)
  return out
}
const uint32 = (value: number): Buffer => {
  const out = Buffer.alloc(4)
  out.writeUInt32BE(value >>> 0)
  return out
}
/** The header's length counts what follows it, also what is only about to be added. */
const withLength = (message: Buffer, adding: number): Buffer => {
  message.writeUInt16BE(message.length - 20 + adding, 2)
  return message
}

/** A check that names the path it comes by as the one to use. */
export const check = (
  far: IceParameters,
  ownFragment: string,
): { readonly id: string; readonly packet: Buffer } => {
  const id = randomBytes(12)
  const head = Buffer.concat([Buffer.alloc(4), uint32(cookie), id])
  head.writeUInt16BE(bindingRequest, 0)
  const open = Buffer.concat([
    head,
    attribute(attributes.username, Buffer.from(`${far.usernameFragment}:${ownFragment}`)),
    attribute(attributes.priority, uint32(hostPriority)),
    attribute(attributes.controlling, randomBytes(8)),
    attribute(attributes.useCandidate, Buffer.alloc(0)),
  ])
  const mac = createHmac('sha1', far.password).update(withLength(open, 24)).digest()
  const sealed = Buffer.concat([open, attribute(attributes.integrity, mac)])
  const sum = (crc32(withLength(sealed, 8)) ^ fingerprintXor) >>> 0
  return {
    id: id.toString('hex'),
    packet: Buffer.concat([sealed, attribute(attributes.fingerprint, uint32(sum))]),
  }
}

/** The check this is the good answer to, or null. */
export const answered = (packet: Buffer): string | null =>
  packet.length >= 20 && packet.readUInt16BE(0) === bindingSuccess
    ? packet.subarray(8, 20).toString('hex')
    : null
