import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

/** A browser's own line (Chrome DevTools Protocol over its pipe, each message ended by a zero byte). */
export interface Pipe {
  /** Asks, and gives the result; rejects when the browser says no, is gone, or `limitMs` is over. */
  ask(method: string, params: object, limitMs: number, sessionId?: string): Promise<unknown>
}

const answer = z.object({
  /** None: an event, which nobody here listens to. */
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})
type Answer = z.infer<typeof answer>

/** The pipes of a Chromium that was started with `--remote-debugging-pipe`: it reads at 3 and writes at 4. */
export function openPipe(to: Writable, from: Readable): Pipe {
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  let rest = ''
  from.setEncoding('utf8')
  from.on('data', (text: string) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const heard = answer.parse(JSON.parse(message))
      if (heard.id === undefined) continue
      waiting.get(heard.id)?.(heard)
      waiting.delete(heard.id)
    }
  })
  // A browser that went is noticed by its end, not here.
  for (const stream of [to, from]) stream.on('error', () => undefined)
  return {
    ask: (method, params, limitMs, sessionId) =>
      new Promise((resolve, reject) => {
        last += 1
        const id = last
        const limit = setTimeout(() => {
          waiting.delete(id)
          reject(new Error(`${method}: no answer within ${limitMs} ms`))
        }, limitMs)
        waiting.set(id, ({ result, error }) => {
          clearTimeout(limit)
          if (error === undefined) resolve(result)
          else reject(new Error(`${method}: ${error.message}`))
        })
        to.write(
          `${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
        )
      }),
  }
}
