import { administrator } from './en/administrator.ts'
import { call } from './en/call.ts'
import { cases } from './en/cases.ts'
import { check } from './en/check.ts'
import { clerk } from './en/clerk.ts'
import { common } from './en/common.ts'
import { devices } from './en/devices.ts'
import { door } from './en/door.ts'
import { form } from './en/form.ts'
import { identity } from './en/identity.ts'
import { kiosk } from './en/kiosk.ts'
import { network } from './en/network.ts'
import { papers } from './en/papers.ts'
import { people } from './en/people.ts'
import { progress } from './en/progress.ts'
import { queue } from './en/queue.ts'
import { refusal, refusalMore } from './en/refusal.ts'
import { screen } from './en/screen.ts'
import { supervise } from './en/supervise.ts'
import { talk } from './en/talk.ts'
import { visit } from './en/visit.ts'
import type { Words } from './zh.ts'

/** All English words; fetched when somebody first asks for English. */
export const en: Words = {
  administrator,
  call,
  cases,
  check,
  clerk,
  common,
  devices,
  door,
  form,
  identity,
  kiosk,
  network,
  papers,
  people,
  progress,
  queue,
  refusal,
  refusalMore,
  screen,
  supervise,
  talk,
  visit,
}
