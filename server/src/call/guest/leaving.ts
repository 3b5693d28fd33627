import { outsiderParty } from '@farwindow/shared/call/party.ts'
import type { House } from '../../house.ts'
import type { Announcement } from '../../store/announcement.ts'

/** Who is no guest any more has neither a session nor media (GUEST-7). `leave` gives a party's media back. */
export const endGuests = (
  { sessions, log }: Pick<House, 'sessions' | 'log'>,
  leave: (party: string) => Promise<void>,
  announcements: readonly Announcement[],
): void => {
  for (const { name, data } of announcements) {
    if (name !== 'guest.over') continue
    const { callId, guestId } = data
    Promise.all([sessions.endWhere({ guestId }, 'callEnded'), leave(outsiderParty(callId, guestId))]).catch(
      (error: unknown) => log.error({ err: error }, 'a guest was not seen off'),
    )
  }
}
