import { access, constants } from 'node:fs/promises'
import { createWorker } from 'mediasoup'

/**
 * Starts a media worker and lets it open a port and a router, as the desk will.
 * Returns null when it works, otherwise the reason as a sentence without a full stop.
 */
export async function whyNot(workerBin: string): Promise<string | null> {
  try {
    await access(workerBin, constants.X_OK)
  } catch {
    return `${workerBin} does not exist or may not be executed`
  }
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('it does not answer within 8 s')), 8000)
  try {
    await Promise.race([tryOut(workerBin), late.promise])
    return null
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // mediasoup's own wording for a worker that ends before it is up: [pid:9647, code:2, signal:null]
    const [, code, signal] = /^\[pid:.*code:(\w+), signal:(\w+)\]$/.exec(message) ?? []
    const ended =
      code === undefined ? message : `it ends at once (${code === 'null' ? signal : `code ${code}`})`
    return `${workerBin} does not work: ${ended}`
  } finally {
    clearTimeout(timer)
  }
}

async function tryOut(workerBin: string): Promise<void> {
  const worker = await createWorker({ workerBin, logLevel: 'none' })
  try {
    await worker.createWebRtcServer({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1', port: 0 }] })
    await worker.createRouter({
      mediaCodecs: [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 }],
    })
  } finally {
    worker.close()
  }
}
