import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { certificateFiles, ensureCertificate } from '@farwindow/server/launcher/certificate.ts'
import { freePort } from './relay.ts'

const program = '/usr/bin/turnserver'

/** A real coturn with shared-secret credentials, on TCP and TLS only. */
export interface Coturn {
  readonly tcp: string
  readonly tls: string
  /** Allocations it has made so far, by its log. */
  allocations(): Promise<number>
  close(): Promise<void>
}

/** Why there is no coturn here, or null. */
export const whyNoCoturn = (): Promise<string | null> =>
  access(program).then(
    () => null,
    () => 'coturn is not installed (Debian package coturn)',
  )

const listens = async (address: string, port: number): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = createConnection({ host: address, port })
    const isUp = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('coturn does not listen')
}

/** Listens on `address`, relays from the loopback, where the media worker of a test is. */
export const openCoturn = async (address: string, secret: string): Promise<Coturn> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'farwindow-turn-'))
  await ensureCertificate(dir, [address])
  const { keyFile, certFile } = certificateFiles(dir)
  const [port, tlsPort] = [await freePort(), await freePort()]
  const log = path.join(dir, 'turn.log')
  const child = spawn(
    program,
    [
      '-n',
      `--listening-ip=${address}`,
      '--relay-ip=127.0.0.1',
      `--listening-port=${port}`,
      `--tls-listening-port=${tlsPort}`,
      '--no-udp',
      '--no-dtls',
      '--no-cli',
      '--allow-loopback-peers',
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=farwindow.test',
      `--cert=${certFile}`,
      `--pkey=${keyFile}`,
      '--simple-log',
      '--verbose',
      `--log-file=${log}`,
      `--pidfile=${path.join(dir, 'pid')}`,
    ],
    { stdio: 'ignore' },
  )
  await Promise.all([listens(address, port), listens(address, tlsPort)])
  return {
    tcp: `turn:${address}:${port}?transport=tcp`,
    tls: `turns:${address}:${tlsPort}?transport=tcp`,
    allocations: async () => (await readFile(log, 'utf8')).match(/ALLOCATE processed, success/g)?.length ?? 0,
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit')
        child.kill('SIGKILL')
        await ended
      }
      await rm(dir, { recursive: true, force: true })
    },
  }
}
