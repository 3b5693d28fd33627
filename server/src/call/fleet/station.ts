import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import { answerShape, hostRequests } from './channel.ts'
import type { HostInput, HostOutput, HostRequestName, Introduction } from './channel.ts'
import type { NodeLoad } from './place.ts'

/** An authenticated connection of a media node, whatever carries it. */
export interface NodeLine {
  readonly about: Introduction
  /** Sends a request; rejects when the line breaks or no answer comes. */
  ask(name: HostRequestName, input: unknown): Promise<unknown>
  end(): void
}

/** What the desk remembers of a peer on a node. */
export interface Placed {
  readonly near: string | undefined
  readonly owner: string | undefined
}

/** One run of a media node as the desk knows it. It stays known for a while when its line breaks. */
export interface Station {
  readonly name: string
  readonly run: string
  readonly near: readonly string[]
  readonly capacity: number
  /** Null while its line is broken. */
  line: NodeLine | null
  /** Its books have been compared: peers may be placed there. */
  open: boolean
  draining: boolean
  /** When it last gave a sign of life, or its line broke. */
  heardAt: number
  /** Whose peers have heard nothing of it either since its line broke. */
  readonly missedBy: Set<string>
  readonly peers: Map<string, Placed>
}

export const newStation = ({ name, run, near, capacity }: Introduction, at: number): Station => ({
  name,
  run,
  near,
  capacity,
  line: null,
  open: false,
  draining: false,
  heardAt: at,
  missedBy: new Set(),
  peers: new Map(),
})

/** New peers may be placed there. */
export const isOpen = (station: Station): boolean =>
  station.line !== null && station.open && !station.draining

export const loadOf = ({ name, near, capacity, peers }: Station, key: string | undefined): NodeLoad => ({
  name,
  near,
  capacity,
  peers: peers.size,
  neighbours: key === undefined ? 0 : [...peers.values()].filter((peer) => peer.near === key).length,
})

/** Asks a node. Refuses `unavailable` when it is out of reach, or says what it should not. */
export const askStation = async <N extends HostRequestName>(
  { line }: Station,
  name: N,
  input: HostInput<N>,
): Promise<Outcome<HostOutput<N>>> => {
  if (line === null) return refuse('unavailable')
  const answer = answerShape.safeParse(await line.ask(name, input).catch(() => undefined))
  if (!answer.success) return refuse('unavailable')
  if (!answer.data.ok) return answer.data
  const value = hostRequests[name].output.safeParse(answer.data.value)
  // The receiving end of the channel: the table ties the output to the name.
  return value.success ? ok(value.data as HostOutput<N>) : refuse('unavailable')
}
