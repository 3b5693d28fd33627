import type { RtpParameters } from '@farwindow/shared/call/media.ts'
import type { Role } from '@farwindow/shared/people/role.ts'
import { streamOf } from '../mediahost.contract.ts'
import type { NamesOf, Samples } from './sample.ts'
import type { World } from './world.ts'

const both = { applicant: 'ok', clerk: 'ok' } as const
const value = Array.from({ length: 32 }, (_, n) => (n + 16).toString(16)).join(':')
const dtlsParameters = { role: 'client' as const, fingerprints: [{ algorithm: 'sha-256' as const, value }] }

const peerId = (world: World, role: Role): string => world.peers.get(role)?.id ?? 'peer-nobody-has'
const pictureOf = (world: World, role: Role): RtpParameters => {
  const peer = world.peers.get(role)
  return peer === undefined
    ? { codecs: [{ mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 }] }
    : streamOf(peer.capabilities, 'video')
}

/** Both sides of the call connect and show themselves. */
export const pictures: Samples<NamesOf<'media'>> = {
  'media.open': {
    input: () => ({}),
    answers: both,
    learn: (world, { peerId: id, routerRtpCapabilities: capabilities }, role) =>
      void world.peers.set(role, { id, capabilities }),
  },
  'media.connect': {
    input: (world, role) => ({ peerId: peerId(world, role), direction: 'send', dtlsParameters }),
    answers: both,
  },
  'media.produce': {
    input: (world, role) => ({
      peerId: peerId(world, role),
      source: 'camera',
      rtpParameters: pictureOf(world, role),
    }),
    answers: both,
  },
  'media.pause': {
    input: (world, role) => ({ peerId: peerId(world, role), source: 'camera' }),
    answers: both,
  },
  'media.resume': {
    input: (world, role) => ({ peerId: peerId(world, role), source: 'camera' }),
    answers: both,
  },
  'media.lack': {
    input: (world, role) => ({ peerId: peerId(world, role), lacking: { microphone: 'denied' } }),
    answers: both,
  },
  'media.consumed': {
    input: (world, role) => ({ peerId: peerId(world, role), consumerIds: [] }),
    answers: both,
  },
  'media.current': {
    input: (world, role) => ({
      peerId: peerId(world, role),
      rtpCapabilities: world.peers.get(role)?.capabilities ?? {},
    }),
    answers: both,
  },
  'media.keyFrame': { input: (world, role) => ({ peerId: peerId(world, role) }), answers: both },
  'media.restartIce': {
    input: (world, role) => ({ peerId: peerId(world, role), direction: 'send' }),
    answers: both,
  },
  'media.probe': {
    input: (world, role) => ({ peerId: peerId(world, role), dtlsParameters }),
    answers: both,
    learn: (world, { probeId }, role) => void world.probes.set(role, probeId),
  },
  'media.probed': {
    input: (world, role) => ({
      peerId: peerId(world, role),
      probeId: world.probes.get(role) ?? 'probe-nobody-has',
    }),
    answers: both,
  },
  'media.stop': {
    input: (world, role) => ({ peerId: peerId(world, role), source: 'camera' }),
    answers: both,
  },
  'media.close': { input: (world, role) => ({ peerId: peerId(world, role) }), answers: both },
}
