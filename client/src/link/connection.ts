import type { io, Socket } from 'socket.io-client'
import type { Surface } from '@farwindow/shared/people/session.ts'
import type {
  Asked,
  ClientToServer,
  Greeting,
  ServerToClient,
  Told,
} from '@farwindow/shared/protocol/wire.ts'
import type { Seen } from './notices.ts'

/** One socket to the desk, from the first dialling until it is closed; socket.io mends its breaks. */
export interface Connection {
  isUp(): boolean
  /** Rejects where no answer comes in time, or nothing can be asked. */
  ask(asked: Asked, answerMs: number): Promise<unknown>
  /** Dials at once, whatever is under way or waited for. */
  redial(): void
  /** From here on nothing is heard of it. */
  close(): void
}

/** What is heard of a connection. */
export interface ConnectionHearer {
  readonly greeted: (greeting: Greeting) => void
  readonly told: (told: Told) => void
  /** Something came in, whatever it was. */
  readonly packet: () => void
  /** It broke, or could not be made. */
  readonly broken: () => void
  /** The session is over: nobody dials any more. */
  readonly over: (why?: string) => void
}

/** Who dials, and what was heard before. */
export interface Dialling {
  readonly dial: typeof io
  readonly surface: Surface
  readonly seen: () => Seen | null
}

/** How long one try may take. */
export const connectMs = 4_000
/** A refusal by the server's own check ends socket.io's tries; ours go on after this time. */
const refusedMs = 500

const persistence = {
  reconnectionDelay: 150,
  reconnectionDelayMax: 1_000,
  randomizationFactor: 0.3,
  timeout: connectMs,
}

export const openConnection = (
  { dial, surface, seen }: Dialling,
  { greeted, told, packet, broken, over }: ConnectionHearer,
): Connection => {
  const socket: Socket<ServerToClient, ClientToServer> = dial({
    ...persistence,
    transports: ['websocket'],
    auth: (give) => {
      const last = seen()
      give(last === null ? { surface } : { surface, epoch: last.epoch, seen: last.seq })
    },
  })
  let closed = false

  const { io: manager } = socket
  manager.on('open', () => manager.engine.on('packet', packet))
  socket.on('greet', greeted)
  socket.on('tell', told)
  socket.on('over', over)
  // One that is closed on purpose says so, too.
  socket.on('disconnect', () => closed || broken())
  socket.on('connect_error', (error) => {
    if (error.message === 'signedOut') return over()
    broken()
    if (!socket.active) setTimeout(() => closed || socket.connected || socket.connect(), refusedMs)
  })

  return {
    isUp: () => socket.connected,
    ask: (asked, answerMs) =>
      new Promise((resolve, reject) => {
        if (!socket.connected) return reject(new Error('offline'))
        socket.timeout(answerMs).emit('ask', asked, (error, answer) => {
          if (error === null) resolve(answer)
          else reject(error)
        })
      }),
    redial: () => void socket.disconnect().connect(),
    close: () => {
      closed = true
      socket.close()
    },
  }
}
