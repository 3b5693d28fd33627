import type { Role } from '@farwindow/shared/people/role.ts'
import type { NoticeData, NoticeName } from '@farwindow/shared/protocol/all.ts'

/** Who hears a notice, before `see` decides what of it. All given parts must fit. */
export interface Audience {
  readonly visitId?: string
  readonly personId?: string
  readonly sessionId?: string
  readonly kioskId?: string
  readonly guestId?: string
  readonly jurisdiction?: string
  readonly roles?: readonly Role[]
}

/** A notice and the audiences it is for; one viewer hears it once. */
export type Announcement = {
  [N in NoticeName]: { readonly name: N; readonly data: NoticeData<N>; readonly to: readonly Audience[] }
}[NoticeName]

/** Tells each notice to those who may see it. */
export type Announce = (announcements: readonly Announcement[]) => void
