import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { MediaHost } from '../host.ts'
import { checked, whileAlive } from './guard.ts'
import type { Peer } from './peer.ts'
import type { Peers } from './peers.ts'
import { endProbe, openProbe } from './probe.ts'

/** The browser's side is taken once; one that was malformed may be sent again. Who heard no answer repeats it. */
async function connect(
  peer: Peer,
  { direction, dtlsParameters }: Parameters<MediaHost['connectTransport']>[0],
): Promise<Outcome<null>> {
  const said = JSON.stringify(dtlsParameters)
  const before = peer.connected.get(direction)
  if (before !== undefined) return before === said ? ok(null) : refuse('wrongState', 'connected before')
  peer.connected.set(direction, said)
  const outcome = await checked(peer.alive, async () => {
    await peer.transports[direction].connect({ dtlsParameters })
    return null
  })
  if (!outcome.ok) peer.connected.delete(direction)
  return outcome
}

/** The network paths of a peer: its two connections, and those for measuring beside them. */
export const hostPaths = ({
  withPeer,
}: Peers): Pick<MediaHost, 'connectTransport' | 'restartIce' | 'probe' | 'probed'> => ({
  connectTransport: (input) => withPeer(input, (peer) => connect(peer, input)),
  restartIce: (input) =>
    withPeer(input, (peer) => whileAlive(peer.alive, () => peer.transports[input.direction].restartIce())),
  probe: (input) => withPeer(input, (peer) => openProbe(peer, input.dtlsParameters)),
  probed: (input) => withPeer(input, (peer) => endProbe(peer, input.probeId)),
})
