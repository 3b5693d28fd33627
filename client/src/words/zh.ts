import { administrator } from './zh/administrator.ts'
import { call } from './zh/call.ts'
import { cases } from './zh/cases.ts'
import { check } from './zh/check.ts'
import { clerk } from './zh/clerk.ts'
import { common } from './zh/common.ts'
import { devices } from './zh/devices.ts'
import { door } from './zh/door.ts'
import { form } from './zh/form.ts'
import { identity } from './zh/identity.ts'
import { kiosk } from './zh/kiosk.ts'
import { network } from './zh/network.ts'
import { papers } from './zh/papers.ts'
import { people } from './zh/people.ts'
import { progress } from './zh/progress.ts'
import { queue } from './zh/queue.ts'
import { refusal, refusalMore } from './zh/refusal.ts'
import { screen } from './zh/screen.ts'
import { supervise } from './zh/supervise.ts'
import { talk } from './zh/talk.ts'
import { visit } from './zh/visit.ts'

/** SCREEN-3: all Chinese words, one group per noun. Chinese is the source: its keys are the type of every other language. */
export const zh = {
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
export type Words = {
  readonly [N in keyof typeof zh]: { readonly [K in keyof (typeof zh)[N]]: string }
}
