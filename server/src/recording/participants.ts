import { guestsOf } from '@farwindow/shared/call/machine.ts'
import type { CallState } from '@farwindow/shared/call/machine.ts'
import { applicantParty, guestParty, staffParty } from '@farwindow/shared/call/party.ts'
import type { AskedGuest, Running, Whose } from '@farwindow/shared/recording/state.ts'

/** Somebody who is recorded, with the peer that sends what they say and show; none while they have no media. */
export type Recorded = Whose & { readonly peerId: string | undefined }

const partyOf = (callId: string, { guestId, personId }: AskedGuest): string =>
  guestParty(callId, { id: guestId, personId })

/** Everybody whose coming and going may matter to this recording, as media knows them. */
export const partiesOf = ({ id, visitId, clerkId, guests = [] }: Running): string[] => [
  applicantParty(visitId),
  staffParty(clerkId),
  ...guests.map((one) => partyOf(id, one)),
]

/**
 * Who is to be recorded now: the two sides, and the guests who said yes and are in the call (RECORDING-51). `out`:
 * the peers of guests who may not be, or not any more.
 */
export const takingPart = (
  { id, visitId, clerkId, guests = [] }: Running,
  call: CallState | null,
  peerOf: (party: string) => string | undefined,
): { readonly people: readonly Recorded[]; readonly out: readonly string[] } => {
  const present = new Set(
    (call === null ? [] : guestsOf(call)).flatMap((one) => (one.phase === 'present' ? [one.id] : [])),
  )
  const known = guests.map((one) => ({
    guestId: one.guestId,
    peerId: peerOf(partyOf(id, one)),
    may: one.agreed && present.has(one.guestId),
  }))
  const may = new Set(known.flatMap((one) => (one.may ? [one.peerId] : [])))
  return {
    people: [
      { side: 'applicant', peerId: peerOf(applicantParty(visitId)) },
      { side: 'clerk', peerId: peerOf(staffParty(clerkId)) },
      ...known.flatMap(({ guestId, peerId, may: isIn }) => (isIn ? [{ guestId, peerId }] : [])),
    ],
    // A colleague who came twice has one peer.
    out: known.flatMap(({ peerId }) => (peerId === undefined || may.has(peerId) ? [] : [peerId])),
  }
}
