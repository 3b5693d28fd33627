import { createSocket } from 'node:dgram'
import { createConnection } from 'node:net'
import type { Socket } from 'node:net'
import { throttle } from './road.ts'
import type { Road } from './road.ts'

/** Something that carries packets to one port of a media host and back. */
export interface Wire {
  readonly protocol: 'udp' | 'tcp'
  send(packet: Buffer): void
  close(): void
}

interface Far {
  readonly ip: string
  readonly port: number
}

type Hear = (packet: Buffer) => void

export const udpWire = (road: Road, { ip, port }: Far, hear: Hear): Wire => {
  const socket = createSocket('udp4')
  const through = throttle(road)
  let open = true
  // A port that nobody listens on any more, or an address that is gone: lost, like any packet.
  socket.on('error', () => undefined)
  socket.on('message', (packet) => road.udp && hear(packet))
  socket.bind(0, road.address)
  return {
    protocol: 'udp',
    send: (packet) => {
      if (road.udp) through(packet.length, () => open && socket.send(packet, port, ip))
    },
    close: () => {
      if (!open) return
      open = false
      socket.close()
    },
  }
}

/** Packets over TCP with their length before each (RFC 4571). */
export const tcpWire = (road: Road, { ip, port }: Far, hear: Hear): Wire => {
  const socket: Socket = createConnection({ host: ip, port, localAddress: road.address })
  const through = throttle(road)
  let rest = Buffer.alloc(0)
  socket.setNoDelay(true)
  socket.on('error', () => undefined)
  socket.on('data', (data) => {
    if (!road.tcp) return
    rest = Buffer.concat([rest, data])
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      const end = 2 + rest.readUInt16BE(0)
      hear(rest.subarray(2, end))
      rest = rest.subarray(end)
    }
  })
  return {
    protocol: 'tcp',
    send: (packet) => {
      if (!road.tcp || socket.destroyed) return
      const length = Buffer.alloc(2)
      length.writeUInt16BE(packet.length)
      through(packet.length, () => void (socket.destroyed || socket.write(Buffer.concat([length, packet]))))
    },
    close: () => void socket.destroy(),
  }
}
