import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import { arrival } from './day/call.ts'
import { direct } from './day/direct.ts'
import { ending, leaving } from './day/case.ts'
import { pictures } from './day/media.ts'
import { office } from './day/office.ts'
import { papers, proofing, writing } from './day/paper.ts'
import { archived, recorded } from './day/recording.ts'
import type { Samples } from './day/sample.ts'
import { talking } from './day/talk.ts'

/**
 * Every request once, in the order of a day at the window: each is asked when it can be done, and makes what the next
 * ones are about. A new request does not compile without its place, and its exact answer for each role it is for.
 */
export const samples: Samples<RequestName> = {
  ...office,
  ...arrival,
  ...talking,
  ...direct,
  ...recorded,
  ...pictures,
  ...writing,
  ...papers,
  ...proofing,
  'supervise.board': { input: () => ({}), answers: { supervisor: 'ok' } },
  ...ending,
  ...archived,
  ...leaving,
}

/** The names in that order. */
export const inOrder = Object.keys(samples).filter((name): name is RequestName => name in samples)
