import { version } from 'mediasoup'
import { named } from '../place.ts'
import { say } from '../say.ts'
import { buildWorker } from './build.ts'
import { cachedWorker } from './cache.ts'
import { fetchPrebuilt } from './prebuilt.ts'
import { whyNot } from './verify.ts'

/**
 * Gets a media worker that has been seen to start, by the first way that leads there: the one named by
 * `given` (MEDIASOUP_WORKER_BIN), our cache, the official binary, a build from source. Says which it took.
 * Throws an Error with the reason and remedy; a given worker that does not work is refused, not replaced.
 */
export async function obtainWorker(given: string | null): Promise<string> {
  if (given !== null) {
    const reason = await whyNot(given)
    if (reason !== null)
      throw new Error(`MEDIASOUP_WORKER_BIN: ${reason}. Correct it, or unset it to have a worker made.`)
    say('worker', `${version}, from MEDIASOUP_WORKER_BIN: ${named(given)}`)
    return given
  }
  const cached = cachedWorker()
  const unusable = await whyNot(cached)
  if (unusable === null) {
    say('worker', `${version}, from the cache: ${cached}`)
    return cached
  }
  const unavailable = await fetchPrebuilt(cached)
  if (unavailable === null) {
    say('worker', `${version}, the official binary, now in the cache: ${cached}`)
    return cached
  }
  say('worker', `no official binary for here (${unavailable})`)
  await buildWorker(cached)
  say('worker', `${version}, built from source, now in the cache: ${cached}`)
  return cached
}
