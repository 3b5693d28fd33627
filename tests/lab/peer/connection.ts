import { randomBytes } from 'node:crypto'
import type { IceParameters, TransportParameters } from '@farwindow/shared/call/media.ts'
import { shakeHands } from './dtls.ts'
import type { Handshake } from './dtls.ts'
import type { Road } from './road.ts'
import { opening, sealing } from './srtp.ts'
import { answered, check } from './stun.ts'
import { tcpWire, udpWire } from './wire.ts'
import type { Wire } from './wire.ts'

/** How often the path is asked whether it is there: until it is, and from then on. */
const checkMs = { seeking: 50, keeping: 500 }
/** Over TCP it is tried when UDP has not answered for so long. */
const tcpAfterMs = 300
/** A path that has answered nothing for so long counts as broken; browsers take about as long. */
const brokenMs = 2_500

export type State = 'connecting' | 'connected' | 'disconnected' | 'closed'

export interface ConnectionEvents {
  readonly onState: (state: State) => void
  readonly onRtp: (packet: Buffer, open: Opening) => void
  /** A report or request of the far end, in the clear. */
  readonly onRtcp: (packet: Buffer) => void
}
type Opening = ReturnType<typeof opening>

/** One connection to a media host: ICE, DTLS, SRTP. */
export interface Connection {
  readonly connected: Promise<void>
  state(): State
  /** Both do nothing before it is connected. */
  rtp(head: Buffer, payload: Buffer): void
  rtcp(packet: Buffer): void
  /** New credentials of the far end: the path is looked for anew, the keys stay. */
  restart(far: IceParameters): void
  heardBytes(): number
  close(): void
}

/** Looks for a path at once. */
export const openConnection = (
  parameters: TransportParameters,
  road: Road,
  { onState, onRtp, onRtcp }: ConnectionEvents,
): Connection => {
  const fragment = randomBytes(6).toString('base64url')
  const far = (protocol: 'udp' | 'tcp') =>
    parameters.iceCandidates.find((candidate) => candidate.protocol === protocol)
  let ice = parameters.iceParameters
  let state: State = 'connecting'
  let wires: Wire[] = []
  let chosen: Wire | null = null
  let answeredAt = performance.now()
  let heard = 0
  let handshake: Promise<Handshake> | null = null
  let keys: { readonly seal: ReturnType<typeof sealing>; readonly open: Opening } | null = null
  let checking: NodeJS.Timeout | undefined
  let waitingForTcp: NodeJS.Timeout | undefined
  const checks = new Map<string, Wire>()
  const connected = Promise.withResolvers<void>()
  // Nobody need wait for it.
  connected.promise.catch(() => undefined)

  const become = (next: State): void => {
    if (state === next || state === 'closed') return
    state = next
    onState(next)
  }
  const send = (packet: Buffer): void => chosen?.send(packet)

  const begin = async (): Promise<void> => {
    handshake = shakeHands(parameters.dtlsParameters, send)
    const { own, far: theirs } = await (await handshake).keys
    keys = { seal: sealing(own), open: opening(theirs) }
    connected.resolve()
    become('connected')
  }
  const confirm = (wire: Wire): void => {
    answeredAt = performance.now()
    chosen ??= wire
    if (handshake === null) begin().catch((error: unknown) => connected.reject(error))
    else if (keys !== null) become('connected')
  }
  const hear =
    (wire: () => Wire) =>
    (packet: Buffer): void => {
      heard += packet.length
      const first = packet[0] ?? 0
      if (first < 4) {
        const id = answered(packet)
        if (id === null || !checks.has(id)) return
        checks.clear()
        confirm(wire())
      } else if (first >= 20 && first < 64) void handshake?.then((each) => each.hear(packet))
      else if (first >= 128 && keys !== null) {
        const type = packet[1] ?? 0
        if (type < 192 || type > 223) return onRtp(packet, keys.open)
        const report = keys.open.rtcp(packet)
        if (report !== null && road.feedback) onRtcp(report)
      }
    }

  const add = (protocol: 'udp' | 'tcp'): void => {
    const candidate = far(protocol)
    if (candidate === undefined) return
    const make = protocol === 'udp' ? udpWire : tcpWire
    const wire: Wire = make(
      road,
      candidate,
      hear(() => wire),
    )
    wires.push(wire)
  }
  const look = (): void => {
    clearTimeout(checking)
    if (state === 'closed') return
    const now = performance.now()
    if (keys !== null && now - answeredAt > brokenMs) become('disconnected')
    for (const wire of chosen === null ? wires : [chosen]) {
      const { id, packet } = check(ice, fragment)
      checks.set(id, wire)
      wire.send(packet)
    }
    checking = setTimeout(look, chosen === null ? checkMs.seeking : checkMs.keeping)
  }
  const seek = (): void => {
    clearTimeout(waitingForTcp)
    for (const wire of wires) wire.close()
    wires = []
    checks.clear()
    chosen = null
    add('udp')
    waitingForTcp = setTimeout(() => chosen === null && state !== 'closed' && add('tcp'), tcpAfterMs)
    look()
  }

  road.moved.add(seek)
  seek()
  return {
    connected: connected.promise,
    state: () => state,
    rtp: (head, payload) => {
      if (keys !== null && chosen !== null) chosen.send(keys.seal.rtp(head, payload))
    },
    rtcp: (packet) => {
      if (keys !== null && chosen !== null) chosen.send(keys.seal.rtcp(packet))
    },
    restart: (next) => {
      ice = next
      seek()
    },
    heardBytes: () => heard,
    close: () => {
      if (state === 'closed') return
      state = 'closed'
      road.moved.delete(seek)
      clearTimeout(checking)
      clearTimeout(waitingForTcp)
      for (const wire of wires) wire.close()
      connected.reject(new Error('closed'))
    },
  }
}
