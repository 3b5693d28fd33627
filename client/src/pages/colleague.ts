import { createGuestStore, type GuestStore } from '../call/guest/store.ts'
import type { Link } from '../link.ts'
import { createGuestRecording, type GuestRecordingStore } from '../recording/gueststore.ts'

/** On a colleague's page: the call they are a guest of, and its recording. */
export const guestOn = (
  link: Link,
): { readonly guest: GuestStore; readonly recorded: GuestRecordingStore } => {
  const guest = createGuestStore(link)
  return { guest, recorded: createGuestRecording(link, guest) }
}
