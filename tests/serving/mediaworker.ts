import { existsSync } from 'node:fs'
import { cachedWorker } from '@farwindow/server/launcher/worker/cache.ts'

/** Names the media worker to every test, as `npm start` does to the desk: the one set, or the one in the cache. */
export const setup = (): void => {
  if (process.env['MEDIASOUP_WORKER_BIN']) return
  const cached = cachedWorker()
  if (!existsSync(cached)) {
    throw new Error(
      'There is no media worker yet: npm start or npm test gets one, or set MEDIASOUP_WORKER_BIN.',
    )
  }
  process.env['MEDIASOUP_WORKER_BIN'] = cached
}
