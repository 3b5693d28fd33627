import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'

/** One voice that came in. */
export interface Voice {
  readonly start: unknown
  /** RTP times of its packets, and their sizes. */
  readonly packets: readonly { readonly time: number; readonly bytes: number }[]
  answer(message: unknown): void
  cut(): void
}

/** A recogniser that follows a script: it takes voices, counts their packets, and says what the test tells it to. */
export interface ScriptedRecogniser {
  readonly url: string
  readonly voices: readonly Voice[]
  /** Takes no new connections, and cuts those there are. */
  away(): Promise<void>
  back(): Promise<void>
  close(): Promise<void>
}

const open = async (port: number, take: (line: WebSocket) => void): Promise<WebSocketServer> => {
  const server = new WebSocketServer({ host: '127.0.0.1', port })
  server.on('connection', take)
  await once(server, 'listening')
  return server
}

export const openRecogniser = async (): Promise<ScriptedRecogniser> => {
  const voices: Voice[] = []
  const take = (line: WebSocket): void => {
    const packets: { time: number; bytes: number }[] = []
    line.on('message', (data: Buffer, isBinary) => {
      if (isBinary) packets.push({ time: data.readUInt32BE(0), bytes: data.length - 4 })
      else {
        const message: unknown = JSON.parse(data.toString())
        if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'start')
          voices.push({
            start: message,
            packets,
            answer: (said) => line.send(typeof said === 'string' ? said : JSON.stringify(said)),
            cut: () => line.terminate(),
          })
      }
    })
  }
  let server = await open(0, take)
  const { port } = server.address() as AddressInfo
  const away = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.close()
    for (const line of server.clients) line.terminate()
    await closed
  }
  return {
    url: `ws://127.0.0.1:${port}`,
    voices,
    away,
    back: async () => {
      server = await open(port, take)
    },
    close: away,
  }
}
