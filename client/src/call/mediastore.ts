import type { DirectNotice } from '@farwindow/shared/call/directprotocol.ts'
import { directNotices } from '@farwindow/shared/call/directprotocol.ts'
import type { CameraUse } from '@farwindow/media-config/encodings.ts'
import type { CaptureTrouble, Lacking } from '@farwindow/shared/call/media.ts'
import type { MediaNotice } from '@farwindow/shared/call/mediaprotocol.ts'
import { mediaNotices } from '@farwindow/shared/call/mediaprotocol.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { Link } from '../link.ts'
import {
  captureBoth,
  captureCamera,
  captureMicrophone,
  onDevicesChanged,
  onTrackState,
} from './media/devices.ts'
import type { Capture, DeviceKind, TrackState, Wish } from './media/devices.ts'
import { deviceChoices } from './media/choices.ts'
import { rememberDevice, rememberedDevices } from './media/remembered.ts'
import { captureScreen } from './media/screen.ts'
import { onStage } from './media/view.ts'
import type { MediaView } from './media/view.ts'
import { openWays } from './media/ways.ts'
import type { Ways } from './media/ways.ts'
import { letGo, warmPicture } from './warm.ts'

/** One's own camera or microphone: not asked for yet, being asked for, there, or why not. */
export type OwnDevice = { readonly state: 'unasked' | 'asking' } | Capture

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
  /** Null while no media session is open. */
  readonly view: MediaView | null
}

export interface MediaStore {
  readonly state: StoreApi<MediaFacts>
  /** Asks for camera and microphone, in one question; what is there already stays. */
  capture(): Promise<void>
  /** Asks for one of the two again, after its trouble was mended. */
  recapture(kind: DeviceKind): Promise<void>
  /** Uses another device from now on. When it cannot be used all stays as it was, and why is told. */
  choose(kind: DeviceKind, id: string): Promise<CaptureTrouble | undefined>
  /** Takes the next camera there is: the other side of a phone, or the one that sees the face. */
  otherCamera(): Promise<void>
  /** Connects with the media host, so that an answer finds everything warm. Once; kept until `release`. */
  open(camera?: CameraUse): void
  /** Takes the media back from another tab of this session. */
  reopen(): void
  setHeld(kind: DeviceKind, held: boolean): void
  /** Lets the person choose what to show, and shows it until `hideScreen`, the browser's own end of it, or the end of the call. */
  showScreen(): Promise<void>
  hideScreen(): void
  peerId: Ways['peerId']
  stats: Ways['stats']
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

export const trackOf = (device: OwnDevice): MediaStreamTrack | null =>
  device.state === 'granted' ? device.track : null

/** Why there is no such device, as far as that is known. */
export const troubleOf = (device: OwnDevice): CaptureTrouble | undefined =>
  device.state === 'unasked' || device.state === 'asking' || device.state === 'granted'
    ? undefined
    : device.state

/** What the system holds for a phone call is told as well (MEDIA-35). */
const lackingOf = (facts: Pick<MediaFacts, DeviceKind | 'silent'>): Lacking => {
  const of = (kind: DeviceKind): Lacking['camera'] =>
    troubleOf(facts[kind]) ?? (facts.silent.includes(kind) ? 'interrupted' : undefined)
  const [camera, microphone] = [of('camera'), of('microphone')]
  return {
    ...(camera === undefined ? {} : { camera }),
    ...(microphone === undefined ? {} : { microphone }),
  }
}

const captureOne = (kind: DeviceKind, wish: Wish): Promise<Capture> =>
  kind === 'camera' ? captureCamera(wish) : captureMicrophone(wish)

/** The remembered device; one that is not there any more leaves the choice to the browser. */
const captureUsual = async (kind: DeviceKind): Promise<Capture> => {
  const wish = rememberedDevices()
  const usual = await captureOne(kind, wish)
  return usual.state === 'missing' && wish[kind] !== undefined ? captureOne(kind, {}) : usual
}

/** Keeps devices and media connection of one page. Nothing is asked for or opened by itself. */
export const createMediaStore = (link: Link): MediaStore => {
  const state = createStore<MediaFacts>(() => nothing)
  const { getState: get, setState: set } = state
  let session: Ways | null = null
  const watches: Record<DeviceKind, () => void> = { camera: () => undefined, microphone: () => undefined }

  const watch =
    (kind: DeviceKind, track: MediaStreamTrack) =>
    (now: TrackState): void => {
      const others = get().silent.filter((each) => each !== kind)
      set({ silent: now === 'silent' ? [...others, kind] : others })
      tellLacking(lackingOf(get()))
      if (now === 'ended' && trackOf(get()[kind]) === track) void fallBack(kind)
    }
  let lacking: Lacking = {}
  const tellLacking = (now: Lacking): void => {
    if (now.camera === lacking.camera && now.microphone === lacking.microphone) return
    lacking = now
    session?.setLacking(now)
  }
  const put = (kind: DeviceKind, device: OwnDevice): void => {
    const former = trackOf(get()[kind])
    const track = trackOf(device)
    watches[kind]()
    if (former !== null && former !== track) former.stop()
    watches[kind] = track === null ? () => undefined : onTrackState(track, watch(kind, track))
    // What was held was the former track; a new one says for itself.
    set({ [kind]: device, silent: get().silent.filter((each) => each !== kind) })
    // While it is asked for again nothing new is known.
    if (device.state !== 'asking') tellLacking(lackingOf(get()))
    if (track !== null || former !== null) session?.setTrack(kind, track)
  }

  const recapture = async (kind: DeviceKind): Promise<void> => {
    put(kind, { state: 'asking' })
    put(kind, await captureUsual(kind))
  }
  /** MEDIA-32: unplugged in the middle: another one of its kind takes over, if there is one. */
  const fallBack = async (kind: DeviceKind): Promise<void> => {
    put(kind, { state: 'missing' })
    const other = await captureOne(kind, {})
    if (other.state !== 'granted' || get()[kind].state !== 'missing') return
    put(kind, other)
    set({ replaced: kind })
  }
  /** Many phones open one camera at a time: the next one only when the former is let go. */
  const exchange = async (kind: DeviceKind, id: string): Promise<Capture> => {
    const other = await captureOne(kind, { [kind]: id })
    const former = trackOf(get()[kind])
    if (other.state !== 'busy' || former === null) return other
    const { deviceId } = former.getSettings()
    put(kind, { state: 'asking' })
    const alone = await captureOne(kind, { [kind]: id })
    if (alone.state !== 'granted')
      put(kind, await captureOne(kind, deviceId === undefined ? {} : { [kind]: deviceId }))
    return alone
  }
  const choose: MediaStore['choose'] = async (kind, id) => {
    const other = await exchange(kind, id)
    if (other.state !== 'granted') return other.state
    put(kind, other)
    set({ replaced: null })
    rememberDevice(kind, id, other.track)
    return undefined
  }
  const otherCamera = async (): Promise<void> => {
    const cameras = (await deviceChoices()).camera.map(({ id }) => id)
    const at = cameras.indexOf(trackOf(get().camera)?.getSettings().deviceId ?? '')
    // One that cannot be used is passed over.
    for (const id of [...cameras.slice(at + 1), ...cameras.slice(0, Math.max(at, 0))])
      if ((await choose('camera', id)) === undefined) return
  }
  const capture = async (): Promise<void> => {
    const wanted = (['camera', 'microphone'] as const).filter((kind) => get()[kind].state === 'unasked')
    if (wanted.length === 0) return
    const [only] = wanted
    if (wanted.length === 1 && only !== undefined) return recapture(only)
    set({ camera: { state: 'asking' }, microphone: { state: 'asking' } })
    const both = await captureBoth(rememberedDevices())
    for (const kind of ['camera', 'microphone'] as const)
      put(kind, both[kind].state === 'missing' ? await captureUsual(kind) : both[kind])
  }

  const heard = { ...mediaNotices, ...directNotices }
  const names = Object.keys(heard).filter((name): name is keyof typeof heard => name in heard)
  const tell = <N extends keyof typeof heard>(name: N): (() => void) =>
    // The notice's name and its data come from one declaration; the union loses that tie.
    link.on(name, (data) => session?.notice({ name, data } as MediaNotice | DirectNotice))
  const stops = [
    ...names.map(tell),
    link.onBack(() => session?.wake()),
    // Plugged in again: a device that was missing is looked for without a press.
    onDevicesChanged(() => {
      for (const kind of ['camera', 'microphone'] as const)
        if (get()[kind].state === 'missing') void recapture(kind)
    }),
  ]

  const hideScreen = (): void => {
    const { screen } = get()
    if (screen === null) return
    screen.stop()
    set({ screen: null })
    session?.setTrack('screen', null)
  }
  const showScreen = async (): Promise<void> => {
    const screen = await captureScreen()
    if (screen === null) return
    // Whoever hung up meanwhile shows nothing any more.
    if (get().view?.phase !== 'live') return screen.stop()
    hideScreen()
    screen.addEventListener('ended', hideScreen)
    set({ screen })
    session?.setTrack('screen', screen)
  }

  const release = (): void => {
    hideScreen()
    session?.close()
    session = null
    letGo()
    for (const kind of ['camera', 'microphone'] as const) put(kind, { state: 'unasked' })
    set(nothing, true)
  }

  return {
    state,
    capture,
    recapture,
    choose,
    otherCamera,
    open: (camera) => {
      if (session !== null) return
      const tracks = (['camera', 'microphone'] as const).flatMap((kind) => {
        const track = trackOf(get()[kind])
        return track === null ? [] : [[kind, track] as const]
      })
      const opened = openWays(link, new Map(tracks), lacking, hideScreen, async (signal, events) => {
        // Not before it is needed: the first screens do without it (SCREEN-9).
        const { openPeer } = await import('./media/peer.ts')
        return openPeer(signal, events, camera)
      })
      session = opened
      const show = (): void => {
        if (session !== opened) return
        const view = opened.view()
        if (view.phase === 'ringing') warmPicture(onStage(view.remotes).tracks)
        else if (view.phase !== 'live') letGo()
        set({ view })
      }
      opened.subscribe(show)
      show()
    },
    reopen: () => session?.reopen(),
    setHeld: (kind, held) => session?.setHeld(kind, held),
    showScreen,
    hideScreen,
    peerId: () => session?.peerId(),
    stats: async (direction) => session?.stats(direction),
    release,
    close: () => {
      release()
      for (const stop of stops) stop()
    },
  }
}
