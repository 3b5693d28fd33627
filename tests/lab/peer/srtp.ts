import { createCipheriv, createDecipheriv } from 'node:crypto'

/* SRTP with AEAD_AES_128_GCM (RFC 3711, RFC 7714), one way. */

const tagBytes = 16

export interface Keys {
  readonly key: Buffer
  readonly salt: Buffer
}

/** A session key or salt out of the master ones (RFC 3711, 4.3). */
const derived = ({ key, salt }: Keys, label: number, bytes: number): Buffer => {
  const start = Buffer.alloc(16)
  salt.copy(start)
  start.writeUInt8(start.readUInt8(7) ^ label, 7)
  return createCipheriv('aes-128-ctr', key, start).update(Buffer.alloc(bytes))
}

/** The nonce: what is given, over the salt. */
const nonce = (salt: Buffer, ssrc: number, middle: number, last: number, lastBytes: 2 | 4): Buffer => {
  const out = Buffer.alloc(12)
  out.writeUInt32BE(ssrc, 2)
  if (lastBytes === 2) {
    out.writeUInt32BE(middle, 6)
    out.writeUInt16BE(last, 10)
  } else out.writeUInt32BE(last, 8)
  for (let at = 0; at < 12; at += 1) out.writeUInt8(out.readUInt8(at) ^ salt.readUInt8(at), at)
  return out
}

/** Where the payload of an RTP packet begins. */
const headBytes = (packet: Buffer): number => {
  const first = packet.readUInt8(0)
  const fixed = 12 + 4 * (first & 0x0f)
  return (first & 0x10) === 0 ? fixed : fixed + 4 + 4 * packet.readUInt16BE(fixed + 2)
}

/** How often the sequence number of each stream has begun anew. */
const rollovers = () => {
  const streams = new Map<number, { count: number; last: number }>()
  return (ssrc: number, sequence: number): number => {
    const stream = streams.get(ssrc) ?? { count: 0, last: sequence }
    streams.set(ssrc, stream)
    const ahead = (sequence - stream.last + 0x1_0000) % 0x1_0000
    if (ahead >= 0x8000) return sequence > stream.last && stream.count > 0 ? stream.count - 1 : stream.count
    if (sequence < stream.last) stream.count += 1
    stream.last = sequence
    return stream.count
  }
}

export const sealing = (master: Keys) => {
  const [rtpKey, rtpSalt] = [derived(master, 0, 16), derived(master, 2, 12)]
  const [rtcpKey, rtcpSalt] = [derived(master, 3, 16), derived(master, 5, 12)]
  const turn = rollovers()
  let index = 0
  return {
    rtp: (head: Buffer, payload: Buffer): Buffer => {
      const [sequence, ssrc] = [head.readUInt16BE(2), head.readUInt32BE(8)]
      const cipher = createCipheriv(
        'aes-128-gcm',
        rtpKey,
        nonce(rtpSalt, ssrc, turn(ssrc, sequence), sequence, 2),
      )
      cipher.setAAD(head)
      return Buffer.concat([head, cipher.update(payload), cipher.final(), cipher.getAuthTag()])
    },
    rtcp: (packet: Buffer): Buffer => {
      index += 1
      const trailer = Buffer.alloc(4)
      trailer.writeUInt32BE((0x8000_0000 | index) >>> 0)
      const cipher = createCipheriv(
        'aes-128-gcm',
        rtcpKey,
        nonce(rtcpSalt, packet.readUInt32BE(4), 0, index, 4),
      )
      const head = packet.subarray(0, 8)
      cipher.setAAD(Buffer.concat([head, trailer]))
      return Buffer.concat([
        head,
        cipher.update(packet.subarray(8)),
        cipher.final(),
        cipher.getAuthTag(),
        trailer,
      ])
    },
  }
}

const open = (
  key: Buffer,
  iv: Buffer,
  parts: { readonly open: Buffer; readonly sealed: Buffer },
): Buffer | null => {
  const at = parts.sealed.length - tagBytes
  if (at < 0) return null
  const decipher = createDecipheriv('aes-128-gcm', key, iv)
  decipher.setAAD(parts.open)
  decipher.setAuthTag(parts.sealed.subarray(at))
  try {
    return Buffer.concat([decipher.update(parts.sealed.subarray(0, at)), decipher.final()])
  } catch {
    return null
  }
}

/** Both give null for what was not sealed with these keys. */
export const opening = (master: Keys) => {
  const [rtpKey, rtpSalt] = [derived(master, 0, 16), derived(master, 2, 12)]
  const [rtcpKey, rtcpSalt] = [derived(master, 3, 16), derived(master, 5, 12)]
  const turn = rollovers()
  return {
    /** Has to be called for every packet, also for those whose payload nobody wants: it counts. */
    payload: (packet: Buffer, wanted = true): Buffer | null => {
      const [sequence, ssrc] = [packet.readUInt16BE(2), packet.readUInt32BE(8)]
      const count = turn(ssrc, sequence)
      if (!wanted) return null
      const head = headBytes(packet)
      const iv = nonce(rtpSalt, ssrc, count, sequence, 2)
      return open(rtpKey, iv, { open: packet.subarray(0, head), sealed: packet.subarray(head) })
    },
    rtcp: (packet: Buffer): Buffer | null => {
      const at = packet.length - 4
      if (at < 8 + tagBytes) return null
      const [head, trailer] = [packet.subarray(0, 8), packet.subarray(at)]
      const iv = nonce(rtcpSalt, packet.readUInt32BE(4), 0, trailer.readUInt32BE(0) & 0x7fff_ffff, 4)
      const rest = open(rtcpKey, iv, {
        open: Buffer.concat([head, trailer]),
        sealed: packet.subarray(8, at),
      })
      return rest === null ? null : Buffer.concat([head, rest])
    },
  }
}
