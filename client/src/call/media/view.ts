import type { Lacking, MediaDirection, MediaSource } from '@farwindow/shared/call/media.ts'
import type { CallRoute } from '@farwindow/shared/call/route.ts'
import type { Connection, Received } from './peer.ts'
import type { LinkQuality } from './quality.ts'

/** A stream of the other side on the stage. */
export interface Remote extends Received {
  readonly callId: string
  /** Who sends it (shared/src/call/party.ts). */
  readonly by: string
  /** The sender holds it (camera or microphone off). */
  readonly muted: boolean
  /** Held because the network has no room for it. */
  readonly thin: boolean
}

/** The streams of one party; none while it is not known who that is. */
export const remotesOf = (view: MediaView | null, party: string | undefined): readonly Remote[] =>
  (view?.remotes ?? []).filter(({ by }) => by === party)

/** What one party cannot send, and why. */
export const lackingOf = (view: MediaView | null, party: string | undefined): Lacking =>
  (party === undefined ? undefined : view?.lacking[party]) ?? {}

/** What of one party stands on the stage, camera and microphone, and the screen it shows beside that. */
export const onStage = (
  remotes: readonly Remote[],
): {
  readonly picture: Remote | undefined
  readonly sound: Remote | undefined
  readonly screen: Remote | undefined
  readonly tracks: MediaStreamTrack[]
} => {
  const of = (wanted: MediaSource): Remote | undefined => remotes.find(({ source }) => source === wanted)
  const picture = of('camera')
  const sound = of('microphone')
  return {
    picture,
    sound,
    screen: of('screen'),
    tracks: [picture, sound].flatMap((remote) => remote?.track ?? []),
  }
}

export type MediaPhase =
  /** Asking for connections, for the first time or again after a loss. */
  | 'opening'
  /** Connections are there or coming; nothing flows. */
  | 'ready'
  /** A call rings; the other side’s streams are prepared. */
  | 'ringing'
  | 'live'
  /** Another tab of the same session has taken over; `reopen` takes it back. */
  | 'replaced'
  | 'closed'

/** Everything a screen needs to know of a media session. */
export interface MediaView {
  readonly phase: MediaPhase
  readonly callId: string | undefined
  /** How what is on the stage travels. */
  readonly route: CallRoute
  readonly connections: Readonly<Record<MediaDirection, Connection>>
  readonly remotes: readonly Remote[]
  /** What each of the others cannot send, and why, by party. */
  readonly lacking: Readonly<Record<string, Lacking>>
  /** Own streams that are held. */
  readonly held: ReadonlySet<MediaSource>
  /** One's own picture is paused: the network has no room for it (MEDIA-42). */
  readonly thin: boolean
  /** How the call's network does, and whose part of it falls short (MEDIA-44). */
  readonly quality: LinkQuality
}

export const newView: MediaView = {
  phase: 'opening',
  callId: undefined,
  route: 'sfu',
  connections: { send: 'new', receive: 'new' },
  remotes: [],
  lacking: {},
  held: new Set(),
  thin: false,
  quality: { grade: 'good', cause: null },
}

/** A view with its listeners; each change makes a new object. */
export function holdView() {
  let view = newView
  const listeners = new Set<() => void>()
  return {
    get: (): MediaView => view,
    set: (change: Partial<MediaView>): void => {
      view = { ...view, ...change }
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
