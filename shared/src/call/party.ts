/*
 * How media names people: not by browser or session, but by who they are in the call. An applicant who goes on by
 * phone is the same one, and a clerk who signs in anew is the same one.
 */

export const applicantParty = (visitId: string): string => `visit:${visitId}`
export const staffParty = (personId: string): string => `person:${personId}`
/** A guest without an account exists in one call only. */
export const outsiderParty = (callId: string, guestId: string): string => `guest:${callId}:${guestId}`

/** The party of a guest. */
export const guestParty = (
  callId: string,
  { id, personId }: { readonly id: string; readonly personId?: string | undefined },
): string => (personId === undefined ? outsiderParty(callId, id) : staffParty(personId))
