import { peersPerWorker, wakeChannelLabel } from '@farwindow/media-config/transports.ts'
import { mediaCodecs } from '@farwindow/media-config/codecs.ts'
import { extensionUri, rtpCapabilities } from '@farwindow/shared/call/media.ts'
import type { RtpCapabilities } from '@farwindow/shared/call/media.ts'
import { createWorker } from 'mediasoup'
import type { types } from 'mediasoup'
import { plain } from '@farwindow/shared/call/plain.ts'

/** Where browsers reach the workers. */
export interface ListenAddress {
  readonly ip: string
  /** What browsers are told instead of `ip`, behind a NAT or when listening on 0.0.0.0. */
  readonly announcedAddress?: string
}

export interface WorkerSettings {
  /** Absolute path of mediasoup’s worker program. */
  readonly workerBin?: string
  readonly listen: readonly ListenAddress[]
  /** One UDP and one TCP port of this number; 0 takes free ones. */
  readonly port: number
}

/** One worker process with its router, its ports, and the channel source that wakes receive connections. */
export interface RunningWorker {
  readonly pid: number
  readonly router: types.Router
  readonly capabilities: RtpCapabilities
  readonly server: types.WebRtcServer
  readonly wakeProducerId: string
  readonly udpPort: number
  readonly alive: () => boolean
  /** Makes a producer of another worker known here, once. */
  readonly reach: (producer: types.Producer, home: RunningWorker) => Promise<void>
  /** Ends the process; resolves when it is gone and its ports are free. */
  readonly close: () => Promise<void>
}

/** A worker process that serves nobody yet. */
export type IdleWorker = types.Worker

/** Starts the process, which is the slow part of it. */
export const startIdle = ({ workerBin }: Pick<WorkerSettings, 'workerBin'>): Promise<IdleWorker> =>
  createWorker({ logLevel: 'warn', ...(workerBin === undefined ? {} : { workerBin }) })

/** Ends the process; resolves when it is gone. */
export const endIdle = async (worker: IdleWorker): Promise<void> => {
  const gone = new Promise<void>((resolve) => worker.once('subprocessclose', resolve))
  if (worker.subprocessClosed) return
  worker.close()
  await gone
}

/** A process that is started and serves. */
export const startWorker = async (settings: WorkerSettings, onDied: () => void): Promise<RunningWorker> =>
  putToWork(await startIdle(settings), settings, onDied)

/** Lets a process serve: on its port, with its router. `onDied` is called once, unless we closed it. */
export async function putToWork(
  worker: IdleWorker,
  settings: WorkerSettings,
  onDied: () => void,
): Promise<RunningWorker> {
  const close = (): Promise<void> => endIdle(worker)
  worker.once('died', onDied)
  try {
    const server = await worker.createWebRtcServer({ listenInfos: listenInfos(settings) })
    const router = await worker.createRouter({ mediaCodecs })
    const direct = await router.createDirectTransport()
    const wake = await direct.produceData({ label: wakeChannelLabel })
    const [socket] = (await server.dump()).udpSockets
    return {
      pid: worker.pid,
      router,
      capabilities: capabilitiesOf(router),
      server,
      wakeProducerId: wake.id,
      udpPort: socket?.port ?? settings.port,
      alive: () => !worker.closed,
      reach: reacher(router),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What the router can do, without the header extensions that the browser’s side does not know. */
const capabilitiesOf = ({
  rtpCapabilities: { codecs, headerExtensions = [] },
}: types.Router): RtpCapabilities =>
  plain(rtpCapabilities, {
    codecs,
    headerExtensions: headerExtensions.filter(({ uri }) => extensionUri.safeParse(uri).success),
  })

const listenInfos = ({ listen, port }: WorkerSettings): types.TransportListenInfo[] =>
  listen.flatMap((address) =>
    (['udp', 'tcp'] as const).map((protocol) => ({ ...address, protocol, ...(port === 0 ? {} : { port }) })),
  )

/** Two calls for one producer at a time must share one pipe: mediasoup refuses the second. */
function reacher(router: types.Router): RunningWorker['reach'] {
  const pipes = new Map<string, Promise<unknown>>()
  return async (producer, home) => {
    if (home.router === router) return
    let pipe = pipes.get(producer.id)
    if (pipe === undefined) {
      pipe = home.router.pipeToRouter({ producerId: producer.id, router })
      pipes.set(producer.id, pipe)
      producer.observer.once('close', () => pipes.delete(producer.id))
      pipe.catch(() => pipes.delete(producer.id))
    }
    await pipe
  }
}

/**
 * Which worker a new peer goes to: the fullest one that already has its neighbours and still has room,
 * else the emptiest. Ties go to the lower index, so that the choice is the same every time.
 */
export function place(loads: readonly { readonly peers: number; readonly neighbours: number }[]): number {
  let best = 0
  loads.forEach((load, index) => {
    const current = loads[best]
    if (current !== undefined && better(load, current)) best = index
  })
  return best
}

type Load = { readonly peers: number; readonly neighbours: number }

function better(a: Load, b: Load): boolean {
  const [homeA, homeB] = [isHome(a), isHome(b)]
  if (homeA !== homeB) return homeA
  return homeA ? a.neighbours > b.neighbours : a.peers < b.peers
}

const isHome = (load: Load): boolean => load.neighbours > 0 && load.peers < peersPerWorker
