import type { types } from 'mediasoup'

/** Longer than mediasoup waits for an answer to its own two requests. */
const firstMs = 1_500
const mostMs = 6_000

/** Which watch of a consumer is the present one: a later one begins from what has been sent by then. */
const watches = new WeakMap<types.Consumer, symbol>()

/** Packets sent to the receiver so far. */
const sentOf = async (consumer: types.Consumer): Promise<number> => {
  const stats = await consumer.getStats()
  return stats.reduce((sum, each) => (each.type === 'outbound-rtp' ? sum + each.packetCount : sum), 0)
}

const flows = (consumer: types.Consumer): boolean =>
  !consumer.closed && !consumer.paused && !consumer.producerPaused

/**
 * Sees to it that a picture that was let go begins (MEDIA-76). Nothing is passed on before a whole picture; mediasoup
 * asks the sender for one, and once more after a second. When both requests are lost on the way nobody asks again: whose
 * decoder has got nothing complains of nothing. So it is looked whether something flows, and asked until it does.
 */
export const seeBegin = (consumer: types.Consumer): void => {
  if (consumer.kind !== 'video') return
  const own = Symbol('watch')
  watches.set(consumer, own)
  const isOver = (): boolean => watches.get(consumer) !== own || !flows(consumer)
  const watch = async (): Promise<void> => {
    const before = await sentOf(consumer)
    for (let waitMs = firstMs; !isOver(); waitMs = Math.min(mostMs, 2 * waitMs)) {
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref())
      if (isOver() || (await sentOf(consumer)) > before) return
      await consumer.requestKeyFrame()
    }
  }
  // What is closed meanwhile need not begin.
  watch().catch(() => undefined)
}
