import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Namespace, Server } from 'socket.io'
import { introduction, nodeNamespace } from '../call/fleet/channel.ts'
import type { DeskToNode, NodeToDesk } from '../call/fleet/channel.ts'
import type { Fleet } from '../call/fleet/fleet.ts'
import type { NodeEnd } from '../call/fleet/register.ts'
import { isProof, proofOf } from '../call/fleet/proof.ts'

/** A node answers within this time, or the request is refused `unavailable`. */
const answerMs = 4_000
/** Whoever does not prove itself within this time is sent away. */
const provingMs = 3_000

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
  nodes.on('connection', (socket) => {
    const said = introduction.safeParse(socket.handshake.auth)
    if (!said.success) return void socket.disconnect(true)
    const nonce = randomBytes(24).toString('base64url')
    const gone = Promise.withResolvers<never>()
    gone.promise.catch(() => undefined)
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
      socket.on('happened', (event) => end?.happened(event))
      socket.on('alive', (sign) => end?.alive(sign))
      socket.emit('admitted')
      end = about.admit({
        about: said.data,
        ask: (name, input) =>
          Promise.race([socket.timeout(answerMs).emitWithAck('ask', name, input), gone.promise]),
        end: () => void socket.disconnect(true),
      })
    })
    socket.on('disconnect', () => {
      clearTimeout(late)
      gone.reject(new Error('the line to the node broke'))
      end?.left()
    })
    socket.emit('challenge', { nonce, proof: proofOf(about.secret, 'desk', said.data, nonce) })
  })
}
