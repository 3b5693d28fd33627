import { openExchange } from '@farwindow/server/call/exchange.ts'
import type { Exchange } from '@farwindow/server/call/exchange.ts'
import type { MediaHost } from '@farwindow/server/call/host.ts'
import { mediaRequests } from '@farwindow/shared/call/mediaprotocol.ts'
import type { MediaRequestName } from '@farwindow/shared/call/mediaprotocol.ts'
import { refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { randomUUID } from 'node:crypto'
import type { Namespace } from 'socket.io'

/**
 * A desk with nothing but media: the exchange behind a socket, one session per name given on connecting.
 * `answer` of anybody answers the call named.
 */
export function openLine(sockets: Namespace, host: MediaHost): Exchange {
  const exchange = openExchange({
    host,
    newId: randomUUID,
    tell: (sessionId, notice) => sockets.to(sessionId).emit('tell', notice),
  })
  sockets.on('connection', (socket) => {
    const sessionId = String(socket.handshake.auth['session'])
    void socket.join(sessionId)
    socket.on(
      'ask',
      async (name: MediaRequestName, input: unknown, reply: (answer: Outcome<unknown>) => void) =>
        reply(await ask(exchange, name, sessionId, input)),
    )
    socket.on('answer', (callId: string) => void exchange.answer(callId))
  })
  return exchange
}

async function ask<N extends MediaRequestName>(
  { requests }: Exchange,
  name: N,
  sessionId: string,
  input: unknown,
): Promise<Outcome<unknown>> {
  const parsed = mediaRequests[name].input.safeParse(input)
  if (!parsed.success) return refuse('malformed', parsed.error.message)
  const handle: (sessionId: string, input: never) => Promise<Outcome<unknown>> = requests[name]
  return handle(sessionId, parsed.data as never)
}
