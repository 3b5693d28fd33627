import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { nodeNamespace, signMs } from '../call/fleet/channel.ts'
import type { DeskToNode, Introduction, NodeSign, NodeToDesk } from '../call/fleet/channel.ts'
import { isProof, proofOf } from '../call/fleet/proof.ts'
import type { MediaHost } from '../call/host.ts'
import { serve } from './serve.ts'

export interface DialOptions {
  readonly deskUrl: string
  readonly secret: Uint8Array
  readonly about: Omit<Introduction, 'nonce'>
  readonly host: MediaHost
  readonly log: Logger
  /** Called each time the desk has taken this node in. */
  readonly admitted?: () => void
}

/** A node's line to its desk. */
export interface DeskLine {
  /** Whether the desk hears this node now. */
  isUp(): boolean
  /** Says from now on that it is draining, or leaving. */
  become(state: NodeSign['state']): void
  close(): void
}

/** What a socket that was turned away waits before it knocks again, and one that found a stranger there. */
const againMs = 500
const strangerMs = 5_000

/**
 * Calls the desk and keeps calling: the node serves whichever desk process answers there, once each has proved to
 * the other that it knows the secret. Media does not depend on the line.
 */
export const dialDesk = ({ deskUrl, secret, about, host, log, admitted }: DialOptions): DeskLine => {
  const answer = serve(host)
  let introduced: Introduction = { ...about, nonce: '' }
  let up = false
  let state: NodeSign['state'] = 'serving'
  const socket: Socket<DeskToNode, NodeToDesk> = io(new URL(nodeNamespace, deskUrl).href, {
    auth: (give) => {
      introduced = { ...about, nonce: randomBytes(24).toString('base64url') }
      give(introduced)
    },
    transports: ['websocket'],
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
    timeout: 3_000,
  })
  let again: NodeJS.Timeout | undefined
  let waitMs = againMs

  const sign = (): void => {
    if (up) socket.emit('alive', { state })
  }
  const signing = setInterval(sign, signMs)
  const stopListening = host.listen((event) => {
    // What happens without a desk is told by the books when it is back.
    if (up) socket.emit('happened', event)
  })

  socket.on('challenge', ({ nonce, proof }) => {
    if (!isProof(proof, proofOf(secret, 'desk', introduced, nonce))) {
      log.error({ desk: deskUrl }, 'whoever answers there does not know the secret of the media nodes')
      waitMs = strangerMs
      return void socket.disconnect()
    }
    waitMs = againMs
    socket.emit('prove', proofOf(secret, 'node', introduced, nonce))
    socket.once('admitted', () => {
      up = true
      log.info({ desk: deskUrl, name: about.name }, 'the desk has taken this media node in')
      sign()
      admitted?.()
    })
  })
  socket.on('ask', (name, input, reply) => {
    if (!up) return
    answer(name, input).then(reply, (error: unknown) => {
      log.error({ err: error, request: name }, 'a request of the desk failed')
      reply({ ok: false, refusal: { code: 'internal' } })
    })
  })
  socket.on('disconnect', () => {
    up = false
    socket.removeAllListeners('admitted')
    // socket.io does not call again when the other side has hung up; a new desk will answer.
    clearTimeout(again)
    again = setTimeout(() => socket.connect(), waitMs)
  })

  return {
    isUp: () => up,
    become: (next) => {
      state = next
      sign()
    },
    close: () => {
      up = false
      clearInterval(signing)
      stopListening()
      socket.removeAllListeners('disconnect')
      clearTimeout(again)
      socket.disconnect()
    },
  }
}
