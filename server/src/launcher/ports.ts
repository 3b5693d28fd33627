import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Why this port cannot be listened on, as half a sentence; null when it can. Port 0 always can. */
export async function whyNoPort(kind: 'tcp' | 'udp', host: string, port: number): Promise<string | null> {
  try {
    await (kind === 'tcp' ? tryTcp(host, port) : tryUdp(host, port))
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE') return 'another program listens there'
    if (code === 'EACCES') return 'ports below 1024 need more rights than this account has'
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine`
    return error instanceof Error ? error.message : String(error)
  }
}

/** A TCP port that is free at the moment. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function tryTcp(host: string, port: number): Promise<void> {
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  server.close()
  await once(server, 'close')
}

async function tryUdp(host: string, port: number): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4').bind(port, host)
  await once(socket, 'listening')
  socket.close()
  await once(socket, 'close')
}
