import { observer } from 'mediasoup'
import type { types } from 'mediasoup'
import { expect, onTestFinished, test } from 'vitest'
import { openHandles } from '../lab/processes.ts'
import { crowd } from '../lab/peer/crowd.ts'
import { openDesk } from './desk.ts'

/* `npm run soak` does the same with processes of their own, for longer, and looks at their memory. */

/** What a worker itself says it holds. */
const heldBy = async (worker: types.Worker, server: types.WebRtcServer, router: types.Router) => {
  const [of, at, in_] = await Promise.all([worker.dump(), server.dump(), router.dump()])
  return {
    routers: of.routerIds.length,
    transports: in_.transportIds.length,
    producers: in_.mapProducerIdConsumerIds.length,
    consumers: in_.mapConsumerIdProducerId.length,
    fragments: at.localIceUsernameFragments.length,
    webRtcTransports: at.webRtcTransportIds.length,
  }
}

test('MEDIA-72: after many calls nothing of them is left: no transport, stream or path at the worker, no open file', async () => {
  const began = Promise.withResolvers<types.Worker>()
  const served = Promise.withResolvers<types.WebRtcServer>()
  const routed = Promise.withResolvers<types.Router>()
  observer.once('newworker', (worker) => {
    began.resolve(worker)
    worker.observer.once('newwebrtcserver', served.resolve)
    worker.observer.once('newrouter', routed.resolve)
  })
  const desk = await openDesk()
  onTestFinished(desk.close)
  const worker = await began.promise
  const held = async () => heldBy(worker, await served.promise, await routed.promise)
  const before = { ...(await held()), handles: openHandles(worker.pid) }

  const { done, failed } = await crowd(desk.url, { calls: 6, forMs: 0, leastEach: 3, callMs: 1_500 })
  expect(failed).toEqual([])
  expect(done).toBe(18)

  await expect
    .poll(async () => ({ ...(await held()), handles: openHandles(worker.pid) }), { timeout: 30_000 })
    .toEqual(before)
  const { peers, producers, consumers } = await desk.media.inventory()
  expect({ peers, producers, consumers }).toEqual({ peers: 0, producers: 0, consumers: 0 })
}, 120_000)
