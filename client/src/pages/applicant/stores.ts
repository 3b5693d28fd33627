import type { VisitView } from '@farwindow/shared/visit/protocol.ts'
import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { createMediaStore, type MediaStore } from '../../call/mediastore.ts'
import { createNetworkCheck, type NetworkCheck } from '../../call/network/check.ts'
import { createCallStore, type CallStore } from '../../call/store.ts'
import { createCaptionStore, type CaptionStore } from '../../call/captionstore.ts'
import { createMarkStore, type MarkStore } from '../../call/markstore.ts'
import { createTalkStore, type TalkStore } from '../../call/talkstore.ts'
import { createCatalogueStore, type CatalogueStore } from '../../catalogue/store.ts'
import { createFormStore, type FormStore } from '../../form/store.ts'
import { createGuestActs, type GuestActs } from '../../call/guest/acts.ts'
import { createIdentityStore, type IdentityStore } from '../../identity/store.ts'
import type { Link } from '../../link.ts'
import { createRecordStore, type RecordStore } from '../../record/store.ts'
import { createRecordingStore, type RecordingStore } from '../../recording/store.ts'
import { createNames, type Names } from '../../region/names.ts'
import { forgetLook } from '../../theme/look.ts'
import { createVisitStore, type VisitStore } from '../../visit/store.ts'
import { forgetLanguage } from '../../words/words.ts'
import { createActs, type Acts } from './acts.ts'
import { resumedStep, walkBegins, type Walk } from './walk.ts'

/** Everything an applicant's page keeps, and nothing of it outlives the visit. */
export interface Stores {
  readonly surface: 'kiosk' | 'phone'
  readonly link: Link
  readonly names: StoreApi<Names>
  readonly catalogue: CatalogueStore
  readonly visit: VisitStore
  readonly call: CallStore
  readonly guests: GuestActs
  readonly talk: TalkStore
  readonly captions: CaptionStore
  readonly marks: MarkStore
  readonly form: FormStore
  readonly identity: IdentityStore
  readonly record: RecordStore
  readonly recording: RecordingStore
  readonly media: MediaStore
  readonly network: NetworkCheck
  readonly walk: StoreApi<Walk>
  /** Grows with each wipe: screens are built anew, so that nothing typed stays in one. */
  readonly generation: StoreApi<{ readonly number: number }>
}

export interface Applicant extends Stores, Acts {
  close(): void
}

const hasMedia = ({ phase }: VisitView): boolean =>
  phase === 'waiting' || phase === 'offered' || phase === 'served'

/** Builds the stores of an applicant's page and ties them to the course of the visit. */
export const createApplicant = (link: Link, surface: 'kiosk' | 'phone'): Applicant => {
  const names = createNames(link)
  const catalogue = createCatalogueStore(link)
  const visit = createVisitStore(link, surface)
  const call = createCallStore(link, 'applicant')
  const guests = createGuestActs(link, call)
  const talk = createTalkStore(link, 'applicant', call)
  const captions = createCaptionStore(link, call)
  const marks = createMarkStore(link, 'applicant', call)
  const form = createFormStore(link, 'applicant')
  const identity = createIdentityStore(link, 'applicant')
  const record = createRecordStore(link)
  const recording = createRecordingStore(link)
  const media = createMediaStore(link)
  const network = createNetworkCheck(link, media)
  const walk = createStore<Walk>(() => walkBegins)
  const generation = createStore(() => ({ number: 0 }))

  /** Leaves nothing of the person behind: not in memory, not on the screen, not in the look (VISIT-1). */
  const wipe = (): void => {
    for (const store of [call, talk, marks, form, identity, record, recording, catalogue]) store.reset()
    media.release()
    walk.setState(walkBegins, true)
    if (surface === 'kiosk') {
      forgetLook()
      talk.forget()
      captions.forget()
      void forgetLanguage()
    }
    generation.setState({ number: generation.getState().number + 1 })
  }

  const follow = (now: VisitView | null, before: VisitView | null): void => {
    if (now === null) {
      if (before !== null) wipe()
      return
    }
    const isNew = now.id !== before?.id
    if (isNew) {
      void record.open(now.id)
      // The page was opened, or reloaded, in the middle of a visit.
      if (now.to !== undefined) walk.setState({ step: resumedStep(now) })
    }
    if (isNew || now.item !== before?.item) {
      // Another item is another form; one without an item has none yet.
      form.reset()
      walk.setState({ page: null })
      if (now.item !== undefined) void form.open(now.id)
    }
    const isServed = now.phase === 'served' || now.phase === 'closing'
    if (isServed && (isNew || before?.phase !== now.phase)) void identity.open(now.id)
    // Warm before the clerk answers; after a reload it comes back by itself (MEDIA).
    if (hasMedia(now)) {
      void media.capture()
      media.open()
    } else if (before !== null && hasMedia(before)) media.release()
  }
  const stops = [
    visit.state.subscribe((now, before) => {
      if (now.visit !== before.visit) follow(now.visit, before.visit)
    }),
    call.state.subscribe((now) => recording.follow(now.call)),
    // Signed out, or taken over by another tab: off the air, until the visit is heard of again.
    link.state.subscribe((now, before) => {
      if (now.phase === 'signedOut' && before.phase !== 'signedOut') media.release()
    }),
  ]

  const stores = {
    surface,
    link,
    names,
    catalogue,
    visit,
    call,
    guests,
    talk,
    captions,
    marks,
    form,
    identity,
    record,
    recording,
    media,
    network,
    walk,
    generation,
  }
  return {
    ...stores,
    ...createActs(stores),
    close: () => {
      for (const stop of stops) stop()
      for (const store of [
        visit,
        call,
        talk,
        captions,
        marks,
        form,
        identity,
        record,
        recording,
        network,
        media,
      ])
        store.close()
      link.close()
    },
  }
}
