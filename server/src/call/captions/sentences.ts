import type { Side } from '@farwindow/shared/call/machine.ts'
import type { House } from '../../house.ts'
import { allOf } from '../talking.ts'

/** What was recognised to its end. */
interface Sentence {
  readonly text: string
  readonly at: number
  readonly begunAt: number
}

/** While the database is away it is tried again after this, so many times in all. */
const retryMs = 1_000
const tries = 5

/** Writes down what was said, in the order it was said, as events of the call; no word gets into the log. */
export const keepSentences =
  (house: House) =>
  (callId: string, by: Side, { text, at: saidAt, begunAt }: Sentence): Promise<void> =>
    house.lanes(`captions ${callId}`, async () => {
      for (let left = tries; left > 0; left -= 1) {
        const kept = await house
          .commit({ by: { role: 'system' } }, async (work) => {
            const call = await work.need('call', callId)
            work.note(call, { name: 'captioned', data: { by, text, saidAt } })
            const data = { callId, by, text, saidAt, begunAt }
            work.announce({ name: 'talk.captioned', data, to: allOf(call.state) })
          })
          .catch(() => null)
        if (kept?.ok === true || (kept !== null && kept.refusal.code !== 'unavailable')) return
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
      house.log.warn({ call: callId }, 'a caption could not be written down')
    })
