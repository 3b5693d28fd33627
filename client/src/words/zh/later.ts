import { administrator } from './administrator.ts'
import { call } from './call.ts'
import { cases } from './cases.ts'
import { clerk } from './clerk.ts'
import { direct } from './direct.ts'
import { form } from './form.ts'
import { guest } from './guest.ts'
import { identity } from './identity.ts'
import { papers } from './papers.ts'
import { progress } from './progress.ts'
import { recording } from './recording.ts'
import { screen } from './screen.ts'
import { supervise } from './supervise.ts'
import { talk } from './talk.ts'

/** The words of the call, of what follows it, and of the offices: fetched with the first of their screens. */
export const later = {
  administrator,
  call,
  cases,
  clerk,
  direct,
  form,
  guest,
  identity,
  papers,
  progress,
  recording,
  screen,
  supervise,
  talk,
}
