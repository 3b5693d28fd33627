import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Namespace, Server } from 'socket.io'
import { introduction, nodeNamespace } from '../call/fleet/channel.ts'
import type { DeskToNode, NodeToDesk } from '../call/fleet/channel.ts'
import type { Fleet } from '../call/fleet/fleet.ts'
import type { NodeEnd } from '../call/fleet/admission.ts'
import type { NodeLine } from '../call/fleet/station.ts'
import { isProof, proofOf } from '../call/fleet/proof.ts'

/** A node answers within this time, or the request is refused `unavailable`. */
const answerMs = 4_000
/** Whoever does not prove itself within this time is sent away. */
const provingMs = 3_000
/** How many from one address may be proving themselves at a time: each costs a socket and a timer. */
const mostAtOnce = 16
/** How often one address may fail to, in seconds: an honest node with a wrong secret knocks twice a second. */
const failures = { points: 60, duration: 10 }

/** Who may begin to prove itself (MEDIA-74). A node that has done so is not counted any more. */
const limitProofs = () => {
  const failed = new RateLimiterMemory(failures)
  const proving = new Map<string, number>()
  const count = (address: string, by: 1 | -1): void => {
    const now = (proving.get(address) ?? 0) + by
    if (now > 0) proving.set(address, now)
    else proving.delete(address)
  }
  return {
    mayBegin: async (address: string): Promise<boolean> => {
      const known = await failed.get(address)
      return (known === null || known.remainingPoints > 0) && (proving.get(address) ?? 0) < mostAtOnce
    },
    /** Call what is returned once, when it is over, with whether it was proved. */
    begin: (address: string): ((proved: boolean) => void) => {
      let over = false
      count(address, 1)
      return (proved) => {
        if (over) return
        over = true
        count(address, -1)
        // Over the limit it rejects; that is asked of `mayBegin`.
        if (!proved) failed.consume(address).catch(() => undefined)
      }
    },
  }
}

/**
 * Where media nodes come in (MEDIA-24): each proves that it knows the secret and is shown that the desk does, on
 * every connection anew. Nothing is heard of one before.
 */
export const openNodes = (
  io: Pick<Server, 'of'>,
  about: { readonly secret: Uint8Array; readonly admit: Fleet['admit']; readonly log: Logger },
): void => {
  // One server, two protocols: this namespace speaks the nodes' one.
  const nodes = io.of(nodeNamespace) as unknown as Namespace<NodeToDesk, DeskToNode>
  const proofs = limitProofs()
  nodes.use((socket, next) => {
    void proofs.mayBegin(socket.handshake.address).then((may) => {
      if (may) return next()
      // With its connection, which else would be kept for a while.
      socket.conn.close()
    })
  })
  nodes.on('connection', (socket) => {
    const settle = proofs.begin(socket.handshake.address)
    socket.on('disconnect', () => settle(false))
    const said = introduction.safeParse(socket.handshake.auth)
    if (!said.success) return void socket.disconnect(true)
    const nonce = randomBytes(24).toString('base64url')
    /** Who waits for an answer. One promise for all of them would keep every answer as long as the line lasts. */
    const waiting = new Set<(why: Error) => void>()
    const ask: NodeLine['ask'] = (name, input) =>
      new Promise((resolve, reject) => {
        waiting.add(reject)
        socket
          .timeout(answerMs)
          .emitWithAck('ask', name, input)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject))
      })
    let end: NodeEnd | null = null
    const late = setTimeout(() => socket.disconnect(true), provingMs)
    socket.once('prove', (proof) => {
      clearTimeout(late)
      if (!isProof(proof, proofOf(about.secret, 'node', said.data, nonce))) {
        about.log.warn(
          { node: said.data.name, address: socket.handshake.address },
          'a media node without the secret',
        )
        return void socket.disconnect(true)
      }
      settle(true)
      socket.on('happened', (event) => end?.happened(event))
      socket.on('alive', (sign) => end?.alive(sign))
      socket.emit('admitted')
      end = about.admit({
        about: said.data,
        ask,
        end: () => void socket.disconnect(true),
      })
    })
    socket.on('disconnect', () => {
      clearTimeout(late)
      for (const giveUp of waiting) giveUp(new Error('the line to the node broke'))
      end?.left()
    })
    socket.emit('challenge', { nonce, proof: proofOf(about.secret, 'desk', said.data, nonce) })
  })
}
