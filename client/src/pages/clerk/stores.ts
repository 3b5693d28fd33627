import type { SeatView } from '@farwindow/shared/queue/protocol.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { createMediaStore, type MediaStore } from '../../call/mediastore.ts'
import { createNetworkCheck, type NetworkCheck } from '../../call/network/check.ts'
import { createCallStore, type CallStore } from '../../call/store.ts'
import { createCaptionStore, type CaptionStore } from '../../call/captionstore.ts'
import { createMarkStore, type MarkStore } from '../../call/markstore.ts'
import { createTalkStore, type TalkStore } from '../../call/talkstore.ts'
import { createRinger, type Ringer } from '../../clerk/ringer.ts'
import { createServed, type ServedStore } from '../../clerk/visit.ts'
import { createFormStore, type FormStore } from '../../form/store.ts'
import { createGuestActs, type GuestActs } from '../../call/guest/acts.ts'
import { createIdentityStore, type IdentityStore } from '../../identity/store.ts'
import type { Link } from '../../link.ts'
import { createStaffSession, type StaffSession } from '../../people/session.ts'
import { createQueueStore, type QueueStore } from '../../queue/store.ts'
import { createRecordStore, type RecordStore } from '../../record/store.ts'
import { createArchive, type Archive } from '../../recording/archive.ts'
import { createRecordingStore, type RecordingStore } from '../../recording/store.ts'
import { createNames, type Names } from '../../region/names.ts'
import { hasMedia, mattersOf } from './course.ts'

export type DeskTab = 'form' | 'papers' | 'identity'

/** What only this desk knows: where the clerk looks. */
export interface DeskView {
  readonly tab: DeskTab
  /** Id of the form's page; null: the first that is not done. */
  readonly page: string | null
  /** Goes where the applicant goes. */
  readonly follows: boolean
  /** The field the applicant is asked to look at. */
  readonly glow: string | null
  readonly submitting: boolean
}

const deskBegins: DeskView = { tab: 'form', page: null, follows: false, glow: null, submitting: false }

/** Everything a clerk's page keeps. */
export interface ClerkStores {
  readonly link: Link
  readonly session: StaffSession
  readonly names: StoreApi<Names>
  readonly queue: QueueStore
  readonly call: CallStore
  readonly guests: GuestActs
  readonly talk: TalkStore
  readonly captions: CaptionStore
  readonly marks: MarkStore
  readonly served: ServedStore
  readonly form: FormStore
  readonly identity: IdentityStore
  readonly record: RecordStore
  readonly recording: RecordingStore
  readonly archive: Archive
  readonly media: MediaStore
  readonly network: NetworkCheck
  readonly ringer: Ringer
  readonly view: StoreApi<DeskView>
}

/** Builds the stores of a clerk's page and ties them to the course of the seat and the call. */
export const createClerk = (link: Link): Omit<ClerkStores, 'link'> => {
  const session = createStaffSession(link, 'clerk')
  const names = createNames(link)
  const queue = createQueueStore(link)
  const call = createCallStore(link, 'clerk')
  const guests = createGuestActs(link, call)
  const talk = createTalkStore(link, 'clerk', call)
  const captions = createCaptionStore(link, call)
  const marks = createMarkStore(link, 'clerk', call)
  const served = createServed(link)
  const form = createFormStore(link, 'clerk')
  const identity = createIdentityStore(link, 'clerk')
  const record = createRecordStore(link)
  const recording = createRecordingStore(link)
  const archive = createArchive(link)
  const media = createMediaStore(link)
  const network = createNetworkCheck(link, media)
  const ringer = createRinger()
  const view = createStore<DeskView>(() => deskBegins)
  /** The visit whose matters are before the clerk. */
  let before: string | null = null

  let phase: SeatView['phase'] | null = null
  const followSeat = (): void => {
    const now = queue.state.getState().seat?.phase ?? null
    if (now === phase) return
    // Off the air as soon as the clerk rests; warm before the first ring.
    if (phase !== null && hasMedia(phase) && (now === null || !hasMedia(now))) media.release()
    phase = now
    if (now === null || !hasMedia(now)) return
    void media.capture()
    media.open()
  }
  const followCall = (): void => {
    const now = call.state.getState().call
    recording.follow(now)
    const visitId = mattersOf(now, queue.state.getState().seat)
    if (now?.phase === 'ringing') ringer.start()
    else ringer.stop()
    if (visitId === before) return
    before = visitId
    for (const store of [form, identity, record, served]) store.reset()
    view.setState(deskBegins, true)
    if (visitId !== null)
      void Promise.all([served.refresh(), form.open(visitId), identity.open(visitId), record.open(visitId)])
  }
  // Signed out, or taken over by another tab: off the air, until the seat is heard of again.
  link.state.subscribe((now, former) => {
    if (now.phase !== 'signedOut' || former.phase === 'signedOut') return
    media.release()
    phase = null
  })
  queue.state.subscribe(() => {
    followSeat()
    followCall()
  })
  call.state.subscribe(followCall)
  // The clerk has named the item of a caller who chose none: their form begins.
  served.state.subscribe(({ visit }, { visit: former }) => {
    if (visit !== null && former !== null && visit.id === former.id && visit.item !== former.item)
      void form.open(visit.id)
  })

  return {
    session,
    names,
    queue,
    call,
    guests,
    talk,
    captions,
    marks,
    served,
    form,
    identity,
    record,
    recording,
    archive,
    media,
    network,
    ringer,
    view,
  }
}
