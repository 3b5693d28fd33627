import { z } from 'zod'
import type { Recogniser } from './recogniser.ts'

/*
 * A streaming recogniser over WebSocket, one connection for each voice (decision 018):
 *
 * → text    {"type":"start","version":1,"codec":"opus","clockRate":48000,"channels":1,"language":"zh"}
 * → binary  4 bytes: RTP time of the packet, big-endian, at 48 kHz; then the Opus packet (RFC 6716) as it came
 * → text    {"type":"end"}, and the connection is closed
 * ← text    {"type":"partial","text":"…"}: replaces what was partial before
 * ← text    {"type":"final","text":"…","time":960}: ends it; `time` (may be missing): RTP time it was said at
 */

const longestText = 500
const message = z.object({
  type: z.enum(['partial', 'final']),
  text: z.string().trim().max(longestText),
  time: z.number().int().nonnegative().max(0xff_ff_ff_ff).optional(),
})

const retryMs = { first: 500, most: 10_000 }
/** A recogniser so far behind is not streaming. */
const mostWaitingBytes = 64 * 1024
/** How long a connection may take. */
const connectMs = 4_000

const parsed = (data: unknown) => {
  if (typeof data !== 'string' || data.length > 16_384) return null
  try {
    const found = message.safeParse(JSON.parse(data))
    return found.success && found.data.text !== '' ? found.data : null
  } catch {
    return null
  }
}

/** Whose texts are never logged. `url`: ws:// or wss://. */
export const webSocketRecogniser =
  (url: string, now: () => number): Recogniser =>
  ({ channels, heard, listens }) => {
    let socket: WebSocket | null = null
    /** As it was last told; null before anything is known. */
    let ready: boolean | null = null
    let closed = false
    let waitMs = retryMs.first
    let timer: NodeJS.Timeout | undefined
    /** The newest packet: its RTP time, and when it came. */
    let newest: { readonly timestamp: number; readonly at: number } | null = null

    const become = (on: boolean): void => {
      if (ready === on || closed) return
      ready = on
      listens(on)
    }
    /** The RTP time of something said, on our clock: as long ago as it lies before the newest packet. */
    const saidAt = (time: number | undefined): number =>
      time === undefined || newest === null ? now() : newest.at - ((newest.timestamp - time) >>> 0) / 48

    const lose = (): void => {
      clearTimeout(timer)
      socket = null
      become(false)
      if (closed) return
      timer = setTimeout(connect, waitMs).unref()
      waitMs = Math.min(retryMs.most, 2 * waitMs)
    }
    const connect = (): void => {
      let line: WebSocket
      try {
        line = new WebSocket(url)
      } catch {
        return lose()
      }
      socket = line
      const drop = (): void => {
        if (socket !== line) return
        lose()
        line.close()
      }
      timer = setTimeout(drop, connectMs).unref()
      line.addEventListener('open', () => {
        clearTimeout(timer)
        waitMs = retryMs.first
        const start = {
          type: 'start',
          version: 1,
          codec: 'opus',
          clockRate: 48_000,
          channels,
          language: 'zh',
        }
        line.send(JSON.stringify(start))
        become(true)
      })
      line.addEventListener('message', ({ data }) => {
        const said = parsed(data)
        if (said !== null && socket === line)
          heard({ text: said.text, final: said.type === 'final', at: Math.round(saidAt(said.time)) })
      })
      line.addEventListener('error', drop)
      line.addEventListener('close', drop)
    }

    connect()
    return {
      frame: (timestamp, packet) => {
        newest = { timestamp, at: now() }
        if (socket?.readyState !== WebSocket.OPEN) return
        if (socket.bufferedAmount > mostWaitingBytes) return socket.close()
        const framed = new Uint8Array(4 + packet.length)
        new DataView(framed.buffer).setUint32(0, timestamp)
        framed.set(packet, 4)
        socket.send(framed)
      },
      close: () => {
        closed = true
        clearTimeout(timer)
        if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'end' }))
        socket?.close()
        socket = null
      },
    }
  }
