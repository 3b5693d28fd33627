import type { CameraUse } from '@farwindow/media-config/encodings.ts'
import type { DirectNotice } from '@farwindow/shared/call/directprotocol.ts'
import { directNotices } from '@farwindow/shared/call/directprotocol.ts'
import type { Lacking } from '@farwindow/shared/call/media.ts'
import type { MediaNotice } from '@farwindow/shared/call/mediaprotocol.ts'
import { mediaNotices } from '@farwindow/shared/call/mediaprotocol.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'
import type { DeviceKind } from './media/devices.ts'
import type { openPeer } from './media/peer.ts'
import { onStage } from './media/view.ts'
import type { MediaView } from './media/view.ts'
import { openWays } from './media/ways.ts'
import type { Ways } from './media/ways.ts'
import { troubleOf } from './owndevice.ts'
import type { OwnDevice } from './owndevice.ts'
import { createOwnDevices } from './owndevices.ts'
import type { OwnDevices } from './owndevices.ts'
import { createOwnScreen } from './ownscreen.ts'
import type { OwnScreen } from './ownscreen.ts'
import { letGo, warmPicture } from './warm.ts'

/** A person's camera, microphone and media connection, for as long as a page needs them. */
export interface MediaFacts {
  readonly camera: OwnDevice
  readonly microphone: OwnDevice
  /** Held by the system for the moment: a phone call on an iPhone. */
  readonly silent: readonly DeviceKind[]
  /** A device that was unplugged, and another took its place. */
  readonly replaced: DeviceKind | null
  /** One's own screen while it is shown to the other side. */
  readonly screen: MediaStreamTrack | null
  /** Null while no media are open. */
  readonly view: MediaView | null
}

export interface MediaStore
  extends
    Pick<OwnDevices, 'capture' | 'recapture' | 'choose' | 'otherCamera'>,
    Pick<Ways, 'setHeld' | 'reopen' | 'peerId' | 'stats'> {
  readonly state: StoreApi<MediaFacts>
  /** Connects with the media host, so that an answer finds everything warm. Once; kept until `release`. */
  open(camera?: CameraUse): void
  showScreen: OwnScreen['show']
  hideScreen: OwnScreen['hide']
  /** Lets go of devices and connection. */
  release(): void
  close(): void
}

const nothing: MediaFacts = {
  camera: { state: 'unasked' },
  microphone: { state: 'unasked' },
  silent: [],
  replaced: null,
  screen: null,
  view: null,
}

/** Keeps devices and media connection of one page. Nothing is asked for or opened by itself. */
export const createMediaStore = (link: Link): MediaStore => {
  const state = createStore<MediaFacts>(() => nothing)
  const { getState: get, setState: set } = state
  let ways: Ways | null = null

  let lacking: Lacking = {}
  const tellLacking = (): void => {
    const now = ownLacking(get())
    if (now.camera === lacking.camera && now.microphone === lacking.microphone) return
    lacking = now
    ways?.setLacking(now)
  }
  const devices = createOwnDevices({
    state,
    onTrack: (kind, track) => ways?.setTrack(kind, track),
    onLacking: tellLacking,
  })
  const screen = createOwnScreen(state, (track) => ways?.setTrack('screen', track))

  const open = (camera?: CameraUse): void => {
    if (ways !== null) return
    const opened = openWays(link, devices.tracks(), lacking, screen.hide, connectFor(camera))
    ways = opened
    const show = (): void => {
      if (ways !== opened) return
      const view = opened.view()
      if (view.phase === 'ringing') warmPicture(onStage(view.remotes).tracks)
      else if (view.phase !== 'live') letGo()
      set({ view })
    }
    opened.subscribe(show)
    show()
  }
  const release = (): void => {
    screen.hide()
    ways?.close()
    ways = null
    letGo()
    devices.release()
    set(nothing, true)
  }

  const stops = [
    ...hearNotices(link, (notice) => ways?.notice(notice)),
    link.onBack(() => ways?.wake()),
    devices.close,
  ]
  return {
    ...devices,
    state,
    open,
    reopen: () => ways?.reopen(),
    setHeld: (kind, held) => ways?.setHeld(kind, held),
    showScreen: screen.show,
    hideScreen: screen.hide,
    peerId: () => ways?.peerId(),
    stats: async (direction) => ways?.stats(direction),
    release,
    close: () => {
      release()
      for (const stop of stops) stop()
    },
  }
}

/** What the system holds for a phone call is told as well (MEDIA-35). */
const ownLacking = (facts: Pick<MediaFacts, DeviceKind | 'silent'>): Lacking => {
  const of = (kind: DeviceKind): Lacking['camera'] =>
    troubleOf(facts[kind]) ?? (facts.silent.includes(kind) ? 'interrupted' : undefined)
  const [camera, microphone] = [of('camera'), of('microphone')]
  return {
    ...(camera === undefined ? {} : { camera }),
    ...(microphone === undefined ? {} : { microphone }),
  }
}

const connectFor =
  (camera: CameraUse | undefined): typeof openPeer =>
  async (signal, events) => {
    // Not before it is needed: the first screens do without it (SCREEN-9).
    const { openPeer } = await import('./media/peer.ts')
    return openPeer(signal, events, camera)
  }

const heard = { ...mediaNotices, ...directNotices }

const hearNotices = (link: Link, hear: (notice: MediaNotice | DirectNotice) => void): (() => void)[] => {
  const names = Object.keys(heard).filter((name): name is keyof typeof heard => name in heard)
  // A notice's name and its data come from one declaration; the union loses that tie.
  return names.map((name) => link.on(name, (data) => hear({ name, data } as MediaNotice | DirectNotice)))
}
