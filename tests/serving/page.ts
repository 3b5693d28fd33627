import { randomUUID, webcrypto } from 'node:crypto'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { challengeText } from '@farwindow/shared/kiosk/kiosk.ts'
import type { Surface } from '@farwindow/shared/people/session.ts'
import type { Input, NoticeData, NoticeName, Output, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { bytesKey } from '@farwindow/shared/protocol/wire.ts'
import type { ClientToServer, Greeting, ServerToClient, Told } from '@farwindow/shared/protocol/wire.ts'
import { valueOf } from '../pure/outcome.ts'
import { hear } from './heard.ts'

/** A page without a browser: keeps its cookies, speaks the protocol, remembers what it was told. */
export interface Page {
  /** Asks over HTTP. */
  post<N extends RequestName>(name: N, input: Input<N>, id?: string): Promise<Outcome<Output<N>>>
  /** Asks over the socket. */
  ask<N extends RequestName>(name: N, input: Input<N>, id?: string): Promise<Outcome<Output<N>>>
  /** Asks anything at all, well formed or not. */
  raw(asked: unknown): Promise<Outcome<unknown>>
  connect(resume?: { epoch: string; seen: number }): Promise<Greeting>
  disconnect(): void
  /** The next notice of this name that fits, also among those already told. Each is taken once. */
  told<N extends NoticeName>(name: N, fits?: (data: NoticeData<N>) => boolean): Promise<NoticeData<N>>
  /** Everything told so far. */
  readonly heard: readonly Told[]
  /** Why the server ended the session. */
  readonly over: Promise<string>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  readonly cookie: () => string
}

const patienceMs = 15_000

/** Bytes in an answer over HTTP. */
const readBytes = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && bytesKey in value && typeof value[bytesKey] === 'string'
    ? new Uint8Array(Buffer.from(value[bytesKey], 'base64'))
    : value

const nameOf = (asked: unknown): string =>
  typeof asked === 'object' && asked !== null && 'name' in asked ? String(asked.name) : ''

/** A page of one kind at the desk's address. */
export const openPage = (url: string, surface: Surface): Page => {
  const cookies = new Map<string, string>()
  const heard: Told[] = []
  const taken = new Set<Told>()
  const waiting = new Set<() => void>()
  const over = Promise.withResolvers<string>()
  let socket: Socket<ServerToClient, ClientToServer> | null = null

  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = async (body: unknown): Promise<Response> => {
    const answer = await fetch(`${url}/api/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-surface': surface, cookie: cookie() },
      body: JSON.stringify(body),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]?.split('=') ?? []
      if (name !== undefined && value !== undefined) cookies.set(name, value)
    }
    return answer
  }
  const raw = (asked: unknown): Promise<Outcome<unknown>> =>
    new Promise((resolve, reject) => {
      if (socket === null) return reject(new Error('this page is not connected'))
      // The test page sends what no client would: the type of `ask` is for honest clients.
      socket.timeout(patienceMs).emit('ask', asked as never, (error, answer) => {
        if (error !== null) return reject(error)
        hear(nameOf(asked), answer)
        resolve(answer)
      })
    })

  return {
    heard,
    over: over.promise,
    cookie,
    raw,
    post: async (name, input, id = randomUUID()) => {
      const outcome = JSON.parse(await (await send({ name, id, input })).text(), readBytes)
      hear(name, outcome)
      return outcome
    },
    ask: async (name, input, id = randomUUID()) =>
      // What comes back is what the request's name declares.
      (await raw({ name, id, input })) as Outcome<Output<typeof name>>,
    connect: (resume) => {
      const line: Socket<ServerToClient, ClientToServer> = io(url, {
        auth: { surface, ...resume },
        extraHeaders: { cookie: cookie() },
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      })
      socket = line
      line.on('tell', (told) => {
        heard.push(told)
        for (const look of waiting) look()
      })
      line.on('over', over.resolve)
      return new Promise((resolve, reject) => {
        line.once('greet', resolve)
        line.once('connect_error', reject)
      })
    },
    disconnect: () => void socket?.disconnect(),
    told: (name, fits = () => true) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = heard.find((told) => {
            // Notices are tied to their data by name.
            return told.name === name && !taken.has(told) && fits(told.data as NoticeData<typeof name>)
          })
          if (found === undefined) return
          taken.add(found)
          waiting.delete(look)
          clearTimeout(late)
          resolve(found.data as NoticeData<typeof name>)
        }
        const late = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`not told in time: ${name}; heard: ${heard.map((told) => told.name).join(', ')}`))
        }, patienceMs)
        waiting.add(look)
        look()
      }),
    get: (path, headers = {}) => fetch(`${url}${path}`, { headers: { cookie: cookie(), ...headers } }),
  }
}

/** A member of staff who signed in and is connected. */
export const openStaff = async (
  url: string,
  surface: 'clerk' | 'supervisor' | 'reviewer' | 'administrator',
  login: string,
  password: string,
): Promise<Page> => {
  const page = openPage(url, surface)
  valueOf(await page.post('people.signIn', { surface, login, password }))
  await page.connect()
  return page
}

/** A key pair as the kiosk's browser makes it. */
export const newKey = async () => {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const { x = '', y = '' } = await webcrypto.subtle.exportKey('jwk', pair.publicKey)
  const publicKey = { kty: 'EC' as const, crv: 'P-256' as const, x, y }
  const sign = async (text: string): Promise<string> => {
    const signature = await webcrypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      pair.privateKey,
      Buffer.from(text),
    )
    return Buffer.from(signature).toString('base64url')
  }
  return { publicKey, sign }
}

/** Signs the page's way in with an enrolled key. */
export const prove = async (page: Page, kioskId: string, key: Awaited<ReturnType<typeof newKey>>) => {
  const { nonce } = valueOf(await page.post('kiosk.challenge', { kioskId }))
  return page.post('kiosk.prove', {
    kioskId,
    nonce,
    signature: await key.sign(challengeText(kioskId, nonce)),
  })
}

/** A kiosk that was enrolled with this code, proved its key and is connected. */
export const openKiosk = async (url: string, code: string) => {
  const page = openPage(url, 'kiosk')
  const key = await newKey()
  const { kioskId } = valueOf(await page.post('kiosk.enrol', { code, publicKey: key.publicKey }))
  valueOf(await prove(page, kioskId, key))
  await page.connect()
  return { page, key, kioskId }
}
