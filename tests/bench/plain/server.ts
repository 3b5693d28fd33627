import type { MediaHost } from '@farwindow/server/call/host.ts'
import type { OpenedPeer, RtpCapabilities, RtpParameters } from '@farwindow/shared/call/media.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Namespace, Socket } from 'socket.io'

/*
 * The plain conference flow, as the demonstrations of SFUs do it: after the answer each side joins, makes
 * one transport after the other, captures, produces, and consumes what the other has announced. Every step
 * waits for the one before. It runs on the same worker as ours, with the same settings.
 */

interface Member {
  readonly socket: Socket
  readonly id: string
  opened?: OpenedPeer
  readonly producerIds: string[]
}

type Reply<T> = (value: T) => void

export function openPlain(sockets: Namespace, host: MediaHost): void {
  const rooms = new Map<string, Set<Member>>()

  sockets.on('connection', (socket) => {
    const room = String(socket.handshake.auth['room'])
    const id = socket.id
    const member: Member = { socket, id, producerIds: [] }
    void socket.join(room)
    const members = (): Set<Member> => {
      const found = rooms.get(room) ?? new Set<Member>()
      rooms.set(room, found)
      return found
    }

    socket.on('answer', () => sockets.to(room).emit('answered'))
    socket.on('join', async (_: null, reply: Reply<RtpCapabilities>) => reply(await host.capabilities()))
    socket.on('createTransport', async (direction: 'send' | 'receive', reply: Reply<unknown>) => {
      member.opened ??= valueOf(await host.openPeer({ peerId: id }))
      reply(member.opened[direction])
    })
    socket.on('connectTransport', async (input, reply: Reply<null>) =>
      reply(valueOf(await host.connectTransport({ peerId: id, ...input }))),
    )
    socket.on(
      'produce',
      async (
        input: { source: 'camera' | 'microphone'; rtpParameters: RtpParameters },
        reply: Reply<string>,
      ) => {
        const { producerId } = valueOf(await host.produce({ peerId: id, ...input }))
        member.producerIds.push(producerId)
        reply(producerId)
        socket.to(room).emit('newProducer', { peerId: id, producerId })
      },
    )
    // Ready to receive: what the others announced before.
    socket.on('ready', (_: null, reply: Reply<unknown>) => {
      members().add(member)
      const others = [...members()].filter((other) => other !== member)
      reply(
        others.flatMap((other) => other.producerIds.map((producerId) => ({ peerId: other.id, producerId }))),
      )
    })
    socket.on('consume', async ({ from, rtpCapabilities }, reply: Reply<unknown>) =>
      reply(valueOf(await host.consume({ peerId: id, from, rtpCapabilities }))),
    )
    socket.on('resumeConsumer', async (consumerId: string, reply: Reply<null>) =>
      reply(valueOf(await host.resumeConsumers({ peerId: id, consumerIds: [consumerId] }))),
    )
    socket.on('disconnect', () => {
      members().delete(member)
      void host.closePeer({ peerId: id })
    })
  })
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
