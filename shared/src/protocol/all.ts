import type { z } from 'zod'
import { directNotices, directRequests } from '../call/directprotocol.ts'
import { mediaNotices, mediaRequests } from '../call/mediaprotocol.ts'
import { callNotices, callRequests } from '../call/protocol.ts'
import { talkNotices, talkRequests } from '../call/talkprotocol.ts'
import { caseNotices, caseRequests } from '../case/protocol.ts'
import { catalogueRequests } from '../catalogue/protocol.ts'
import { formNotices, formRequests } from '../form/protocol.ts'
import { identityNotices, identityRequests } from '../identity/protocol.ts'
import { kioskRequests } from '../kiosk/protocol.ts'
import { peopleRequests } from '../people/protocol.ts'
import { queueNotices, queueRequests } from '../queue/protocol.ts'
import { recordNotices, recordRequests } from '../record/protocol.ts'
import { recordingNotices, recordingRequests } from '../recording/protocol.ts'
import { regionRequests } from '../region/protocol.ts'
import { superviseNotices, superviseRequests } from '../supervise/protocol.ts'
import { visitNotices, visitRequests } from '../visit/protocol.ts'

/** Every request there is. Socket types, client calls, role checks, PROTOCOL.md and the fuzz tests come from here. */
export const requests = {
  ...peopleRequests,
  ...kioskRequests,
  ...regionRequests,
  ...catalogueRequests,
  ...visitRequests,
  ...queueRequests,
  ...callRequests,
  ...talkRequests,
  ...mediaRequests,
  ...directRequests,
  ...formRequests,
  ...identityRequests,
  ...recordRequests,
  ...recordingRequests,
  ...caseRequests,
  ...superviseRequests,
}
export type RequestName = keyof typeof requests
/** What a client may give (before defaults and trimming). */
export type Input<N extends RequestName> = z.input<(typeof requests)[N]['input']>
/** What a handler gets. */
export type Parsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>
export type Output<N extends RequestName> = z.output<(typeof requests)[N]['output']>

export const requestNames = Object.keys(requests).filter((name): name is RequestName => name in requests)
export const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name)

/** Every notice there is. */
export const notices = {
  ...visitNotices,
  ...queueNotices,
  ...callNotices,
  ...talkNotices,
  ...mediaNotices,
  ...directNotices,
  ...formNotices,
  ...identityNotices,
  ...recordNotices,
  ...recordingNotices,
  ...caseNotices,
  ...superviseNotices,
}
export type NoticeName = keyof typeof notices
export type NoticeData<N extends NoticeName> = z.output<(typeof notices)[N]['data']>
export type Notice = { [N in NoticeName]: { readonly name: N; readonly data: NoticeData<N> } }[NoticeName]
