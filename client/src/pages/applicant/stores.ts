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
import { createVisitStore, type VisitStore } from '../../visit/store.ts'
import { createActs, type Acts } from './acts.ts'
import { followVisit } from './course.ts'
import { walkBegins, type Walk } from './walk.ts'

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

const createStores = (link: Link, surface: Stores['surface']): Stores => {
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
  return {
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
}

/** Builds the stores of an applicant's page and ties them to the course of the visit. */
export const createApplicant = (link: Link, surface: Stores['surface']): Applicant => {
  const stores = createStores(link, surface)
  const { visit, call, talk, captions, marks, form, identity, record, recording, network, media } = stores
  const kept = [visit, call, talk, captions, marks, form, identity, record, recording, network, media]
  const stopFollowing = followVisit(stores)
  return {
    ...stores,
    ...createActs(stores),
    close: () => {
      stopFollowing()
      for (const store of kept) store.close()
      link.close()
    },
  }
}
