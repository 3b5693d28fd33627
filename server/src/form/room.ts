import type { Actor } from '@farwindow/shared/people/role.ts'
import type { House } from '../house.ts'
import type { Announce } from '../store/announcement.ts'
import type { Definitions } from './definitions.ts'
import type { Presence } from './presence.ts'

/** What the form's handlers of one desk share. */
export interface Room {
  readonly house: House
  /** Tells what is not kept. */
  readonly announce: Announce
  readonly definitions: Definitions
  readonly presence: Presence
}

/** Who writes: the same person on another device, or after a reload, is the same writer. */
export const writerOf = (actor: Actor): string => actor.visitId ?? actor.personId ?? actor.sessionId
