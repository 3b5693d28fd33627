import type { RtpParameters } from '@farwindow/shared/call/media.ts'
import type { Role } from '@farwindow/shared/people/role.ts'
import { streamOf } from '../mediahost.contract.ts'
import type { NamesOf, Samples } from './sample.ts'
import type { World } from './world.ts'

const both = { applicant: 'ok', clerk: 'ok' } as const
/** A guest of another call has media too; reviewers and supervisors have none without a call. */
const sides = { ...both, guest: 'ok', reviewer: 'notFound', supervisor: 'notFound' } as const
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
    answers: { ...both, guest: 'ok', reviewer: 'wrongState', supervisor: 'wrongState' },
    learn: (world, { peerId: id, routerRtpCapabilities: capabilities }, role) =>
      void world.peers.set(role, { id, capabilities }),
  },
  'media.connect': {
    input: (world, role) => ({ peerId: peerId(world, role), direction: 'send', dtlsParameters }),
    answers: sides,
  },
  'media.produce': {
    input: (world, role) => ({
      peerId: peerId(world, role),
      source: 'camera',
      rtpParameters: pictureOf(world, role),
    }),
    answers: sides,
  },
  'media.pause': {
    input: (world, role) => ({ peerId: peerId(world, role), source: 'camera' }),
    answers: sides,
  },
  'media.resume': {
    input: (world, role) => ({ peerId: peerId(world, role), source: 'camera' }),
    answers: sides,
  },
  'media.lack': {
    input: (world, role) => ({ peerId: peerId(world, role), lacking: { microphone: 'denied' } }),
    answers: sides,
  },
  'media.consumed': {
    input: (world, role) => ({ peerId: peerId(world, role), consumerIds: [] }),
    answers: sides,
  },
  'media.current': {
    input: (world, role) => ({
      peerId: peerId(world, role),
      rtpCapabilities: world.peers.get(role)?.capabilities ?? {},
    }),
    answers: sides,
  },
  'media.keyFrame': { input: (world, role) => ({ peerId: peerId(world, role) }), answers: sides },
  'media.restartIce': {
    input: (world, role) => ({ peerId: peerId(world, role), direction: 'send' }),
    answers: sides,
  },
  'media.hears': { input: (world, role) => ({ peerId: peerId(world, role), lost: 0.2 }), answers: sides },
  'media.probe': {
    input: (world, role) => ({ peerId: peerId(world, role), dtlsParameters }),
    answers: sides,
    learn: (world, { probeId }, role) => void world.probes.set(role, probeId),
  },
  'media.probed': {
    input: (world, role) => ({
      peerId: peerId(world, role),
      probeId: world.probes.get(role) ?? 'probe-nobody-has',
    }),
    answers: sides,
  },
  'media.stop': {
    input: (world, role) => ({ peerId: peerId(world, role), source: 'camera' }),
    answers: sides,
  },
  'media.close': {
    input: (world, role) => ({ peerId: peerId(world, role) }),
    answers: { ...both, guest: 'ok', reviewer: 'ok', supervisor: 'ok' },
  },
}
