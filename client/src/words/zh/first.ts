import { check } from './check.ts'
import { common } from './common.ts'
import { devices } from './devices.ts'
import { door } from './door.ts'
import { kiosk } from './kiosk.ts'
import { network } from './network.ts'
import { people } from './people.ts'
import { queue } from './queue.ts'
import { refusal, refusalMore } from './refusal.ts'
import { visit } from './visit.ts'

/** The words of an applicant’s first screens: they come with the page, which has to be light (SCREEN-9). */
export const first = {
  check,
  common,
  devices,
  door,
  kiosk,
  network,
  people,
  queue,
  refusal,
  refusalMore,
  visit,
}
