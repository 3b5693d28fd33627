import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { hostRequests, isHostRequest } from '../call/fleet/channel.ts'
import type { HostInput, HostOutput, HostRequestName } from '../call/fleet/channel.ts'
import type { MediaHost } from '../call/host.ts'

type Served = { readonly [N in HostRequestName]: (input: HostInput<N>) => Promise<Outcome<HostOutput<N>>> }

const serving = (host: MediaHost): Served => ({
  openPeer: host.openPeer,
  connectTransport: host.connectTransport,
  restartIce: host.restartIce,
  produce: host.produce,
  setProducerPaused: host.setProducerPaused,
  closeProducer: host.closeProducer,
  consume: host.consume,
  resumeConsumers: host.resumeConsumers,
  pauseConsumers: host.pauseConsumers,
  requestKeyFrame: host.requestKeyFrame,
  closeConsumers: host.closeConsumers,
  probe: host.probe,
  probed: host.probed,
  record: host.record,
  pauseRecording: host.pauseRecording,
  resumeRecording: host.resumeRecording,
  stopRecording: async (input) => {
    const stopped = await host.stopRecording(input)
    return stopped.ok ? ok(copied(stopped.value)) : stopped
  },
  transcribe: host.transcribe,
  closePeer: async (input) => {
    await host.closePeer(input)
    return ok(null)
  },
  stats: async (input) => {
    const stats = await host.stats(input)
    return stats.ok ? ok(copied(stats.value)) : stats
  },
  inventory: async () => ok(copied(await host.inventory())),
  capabilities: async () => ok(await host.capabilities()),
})

/** The port's answers are read-only; what goes over the wire is a copy anyway. */
const copied = <T>(value: T): Writable<T> => structuredClone(value) as Writable<T>
type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T

/** Answers the desk's requests to a media host; what does not fit the table is refused, nothing is thrown. */
export const serve = (host: MediaHost): ((name: string, input: unknown) => Promise<Outcome<unknown>>) => {
  const served = serving(host)
  return async (name, input) => {
    if (!isHostRequest(name)) return refuse('unknown', name)
    const parsed = hostRequests[name].input.safeParse(input)
    if (!parsed.success) return refuse('malformed', name)
    // The table ties the input to the name; here names are many at once.
    const handle = served[name] as (input: unknown) => Promise<Outcome<unknown>>
    return handle(parsed.data)
  }
}
