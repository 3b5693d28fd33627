import { createGuestHandlers } from './call/guests.ts'
import { createCallHandlers } from './call/handlers.ts'
import type { CallMedia } from './call/media.ts'
import type { Router } from './call/router.ts'
import { createTalkHandlers } from './call/talk.ts'
import { createCaseHandlers } from './case/handlers.ts'
import { createCatalogueHandlers } from './catalogue/handlers.ts'
import { createFormHandlers } from './form/handlers.ts'
import type { Handlers } from './handler.ts'
import type { House } from './house.ts'
import { createIdentityHandlers } from './identity/handlers.ts'
import { createKioskHandlers } from './kiosk/handlers.ts'
import { createPeopleHandlers } from './people/handlers.ts'
import type { Dispatcher } from './queue/dispatcher.ts'
import { createQueueHandlers } from './queue/handlers.ts'
import { createRecordHandlers } from './record/handlers.ts'
import type { Safe } from './record/safe.ts'
import { createArchive } from './recording/archive.ts'
import { createRecordingHandlers } from './recording/handlers.ts'
import { createRegionHandlers } from './region/handlers.ts'
import type { Announce } from './store/announcement.ts'
import { createSuperviseHandlers } from './supervise/handlers.ts'
import { createVisitHandlers } from './visit/handlers.ts'

/** What some handlers need besides the house. */
interface About {
  readonly house: House
  readonly safe: Safe
  /** For what passes and is not kept: pointers, what is being typed. */
  readonly announce: Announce
  readonly media: Pick<CallMedia, 'handlers' | 'scribe'>
  readonly router: Pick<Router, 'handlers'>
  readonly dispatcher: Dispatcher
}

/** Who answers which request: every noun its own. */
export const createHandlers = ({ house, safe, announce, media, router, dispatcher }: About): Handlers => ({
  ...createPeopleHandlers(house),
  ...createKioskHandlers(house),
  ...createRegionHandlers(house),
  ...createCatalogueHandlers(house),
  ...createVisitHandlers(house, dispatcher),
  ...createQueueHandlers(house, dispatcher),
  ...createCallHandlers(house),
  ...createGuestHandlers(house),
  ...createTalkHandlers(house, safe, announce, media.scribe),
  ...media.handlers,
  ...router.handlers,
  ...createFormHandlers(house, announce),
  ...createIdentityHandlers(house),
  ...createRecordHandlers(house, safe),
  ...createRecordingHandlers(house, safe.vault),
  ...createArchive(house),
  ...createCaseHandlers(house, safe),
  ...createSuperviseHandlers(house),
})
