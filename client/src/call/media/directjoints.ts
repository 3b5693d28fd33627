import type { DirectNotice } from '@farwindow/shared/call/directprotocol.ts'
import type { Pair } from './directend.ts'
import type { DirectPeer, DirectPeerOptions } from './directpeer.ts'
import { sayNothing } from './directsaid.ts'
import type { DirectSaid } from './directsaid.ts'
import type { Connection } from './peer.ts'
import type { MediaSignal } from './signal.ts'

type Signalled = Extract<DirectNotice, { name: 'direct.signalled' }>['data']

/** A connection between two named ends. */
export interface Joint {
  readonly own: string
  readonly other: string
  /** Who is at the other end. */
  readonly party: string
  readonly peer: DirectPeer
  connection: Connection
  said: DirectSaid
}

/** What making connections needs of the direct way. */
export interface JointWays {
  readonly signal: MediaSignal
  readonly callId: string
  /** The name of this end by now. */
  readonly ownId: () => string
  /** Another connection was made, or its other side has left or come back: what is to be sent over each? */
  readonly onAnother: () => void
  readonly onUp: () => void
  /** The present connection is dead, or could not be made. */
  readonly onDead: () => void
  /** What is seen over them changed. */
  readonly onChange: () => void
}

/** The connection of two ends, and the former one beside it until the other side speaks over the new one. */
export interface Joints {
  /** Connects these two, unless they are. */
  begin(pair: Pair): Promise<void>
  /** A message for making a connection: the present one, or one that is to come. */
  hear(message: Signalled): void
  present(): Readonly<Joint> | undefined
  /** The one whose streams are to be seen: the former, as long as there is one. */
  shown(): Readonly<Joint> | undefined
  all(): readonly Readonly<Joint>[]
  close(): void
}

/** Messages that came before their connection was made. */
const mostWaiting = 256

export function openDirectJoints(ways: JointWays): Joints {
  const { signal, callId, ownId, onAnother, onUp, onDead, onChange } = ways
  let joint: Joint | undefined
  /** On the stage until the present one is up. */
  let before: Joint | undefined
  let waiting: Signalled[] = []
  /** Counts the connections begun: one that was overtaken while it was being made is given back. */
  let begun = 0

  /** What is heard of a connection; `made` is it once it is there. */
  const hearing = (
    { own, other, initiates, iceServers }: Pair,
    made: () => Joint | undefined,
  ): DirectPeerOptions => {
    const isPresent = (): boolean => made() !== undefined && made() === joint
    return {
      initiates,
      iceServers,
      onSignal: (message) =>
        void signal.ask('direct.signal', { callId, from: own, to: other, signal: message }),
      onConnection: (connection) => {
        const one = made()
        if (one !== undefined) one.connection = connection
        if (connection === 'connected' && isPresent()) onUp()
        onChange()
      },
      onSaid: (said) => {
        const one = made()
        if (one === undefined) return
        const { left: hadLeft } = one.said
        one.said = said
        if (isPresent()) dropFormer()
        if (said.left !== hadLeft) onAnother()
        onChange()
      },
      onTrack: onChange,
      onDead: () => {
        if (isPresent()) onDead()
      },
    }
  }

  const begin = async (pair: Pair): Promise<void> => {
    const { own, other, party } = pair
    if (joint?.own === own && joint.other === other) return
    begun += 1
    const number = begun
    let made: Joint | undefined
    // Fetched for the calls that go this way.
    const peer = await import('./directpeer.ts')
      .then(({ openDirectPeer }) => openDirectPeer(hearing(pair, () => made)))
      .catch(() => undefined)
    if (peer === undefined) return onDead()
    if (number !== begun) return peer.close()
    if (joint !== undefined) {
      before?.peer.close()
      before = joint
    }
    made = { own, other, party, peer, connection: 'connecting', said: sayNothing }
    joint = made
    onAnother()
    const early = waiting
    waiting = []
    for (const message of early) hear(message)
    onChange()
  }

  const dropFormer = (): void => {
    before?.peer.close()
    before = undefined
  }

  const hear = (message: Signalled): void => {
    if (message.to !== ownId()) return
    if (joint?.own === message.to && joint.other === message.from) return joint.peer.signal(message.signal)
    if (waiting.length < mostWaiting) waiting.push(message)
  }

  return {
    begin,
    hear,
    present: () => joint,
    shown: () => before ?? joint,
    all: () => [joint, before].filter((one) => one !== undefined),
    close: () => {
      begun += 1
      joint?.peer.close()
      dropFormer()
      joint = undefined
    },
  }
}
