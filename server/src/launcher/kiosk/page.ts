import { z } from 'zod'
import type { Pipe } from './pipe.ts'

const limitMs = 4_000

const targets = z.object({
  targetInfos: z.array(z.object({ targetId: z.string(), type: z.string() })),
})
const attached = z.object({ sessionId: z.string() })
const evaluated = z.object({
  result: z.object({ value: z.object({ origin: z.string(), visit: z.boolean() }) }),
})

/** What the page says of itself. It is asked in the page's own thread: a page that hangs does not answer. */
const question = `({ origin: location.origin, visit: document.documentElement.dataset.visit === 'on' })`

/** The one page of a kiosk's browser. */
export interface KioskPage {
  /** Where it is and whether a visit is on; rejects when it does not answer. */
  look(): Promise<{ readonly origin: string; readonly visit: boolean }>
  /** Opens this address in it. */
  open(address: string): Promise<void>
}

/** Finds the page; rejects while the browser has none yet. */
export async function findPage(pipe: Pipe): Promise<KioskPage> {
  const { targetInfos } = targets.parse(await pipe.ask('Target.getTargets', {}, limitMs))
  const page = targetInfos.find(({ type }) => type === 'page')
  if (page === undefined) throw new Error('the browser has no page yet')
  const input = { targetId: page.targetId, flatten: true }
  const { sessionId } = attached.parse(await pipe.ask('Target.attachToTarget', input, limitMs))
  return {
    look: async () => {
      const answer = await pipe.ask(
        'Runtime.evaluate',
        { expression: question, returnByValue: true },
        limitMs,
        sessionId,
      )
      return evaluated.parse(answer).result.value
    },
    open: async (url) => void (await pipe.ask('Page.navigate', { url }, limitMs, sessionId)),
  }
}
