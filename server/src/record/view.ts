import type { FilePurpose, FileView } from '@farwindow/shared/record/protocol.ts'
import type { StillStep } from '@farwindow/shared/identity/script.ts'
import type { VisitState } from '@farwindow/shared/visit/machine.ts'
import type { Audience } from '../store/announcement.ts'
import type { FileState } from '../store/kinds.ts'
import { bothOf, pagesOf } from '../visit/party.ts'

/** What everyone who may know of the file knows of it. */
export const viewFile = ({ phase: _phase, key: _key, signs: _signs, ...view }: FileState): FileView => view

/** Stills belong to the identity check: the applicant's page does not get them back (IDENT-11). */
export const isStill = (purpose: FilePurpose): purpose is StillStep =>
  purpose === 'documentFront' || purpose === 'documentBack' || purpose === 'face'

/** Who hears of a file of this visit. */
export const hearersOf = (visit: VisitState, purpose: FilePurpose): Audience[] =>
  isStill(purpose) ? pagesOf(visit, 'clerk') : bothOf(visit)
