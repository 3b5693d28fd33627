import type { GuestView } from '@farwindow/shared/call/guestprotocol.ts'

/*
 * Where pictures stand before the applicant. The clerk's stays the same element whoever comes: a picture that is taken
 * out of the page and put in again is black for a moment. An interpreter stands large (GUEST-11).
 */

/** Guests who are in the call: an interpreter first. */
export const presentOf = (guests: readonly GuestView[]): readonly GuestView[] =>
  guests
    .filter(({ phase }) => phase === 'present')
    .sort((one, other) => Number(other.kind === 'interpreter') - Number(one.kind === 'interpreter'))

interface Places {
  readonly box: string
  readonly clerk: string
  readonly guests: readonly string[]
}

const alone: Places = { box: 'grid-cols-1 grid-rows-1', clerk: '', guests: [] }

const faces: readonly Places[] = [
  {
    box: 'grid-cols-[3fr_2fr] grid-rows-1 kiosk:wide:grid-cols-1 kiosk:wide:grid-rows-[3fr_2fr]',
    clerk: '',
    guests: [''],
  },
  {
    box: 'grid-cols-[3fr_2fr] grid-rows-2 kiosk:wide:grid-cols-2 kiosk:wide:grid-rows-[3fr_2fr]',
    clerk: '[grid-area:1/1/3/2] kiosk:wide:[grid-area:1/1/2/3]',
    guests: ['', ''],
  },
]

const signing: readonly Places[] = [
  {
    box: 'grid-cols-1 grid-rows-[2fr_3fr] kiosk:grid-cols-[2fr_3fr] kiosk:grid-rows-1 kiosk:wide:grid-cols-1 kiosk:wide:grid-rows-[2fr_3fr]',
    clerk: '',
    guests: [''],
  },
  {
    box: 'grid-cols-2 grid-rows-[2fr_3fr] kiosk:grid-cols-[2fr_3fr] kiosk:grid-rows-2 kiosk:wide:grid-cols-2 kiosk:wide:grid-rows-[2fr_3fr]',
    clerk: '[grid-area:1/1/2/2]',
    guests: [
      '[grid-area:2/1/3/3] kiosk:[grid-area:1/2/3/3] kiosk:wide:[grid-area:2/1/3/3]',
      '[grid-area:1/2/2/3] kiosk:[grid-area:2/1/3/2] kiosk:wide:[grid-area:1/2/2/3]',
    ],
  },
]

/** Where captions leave a phone's pictures little height, an interpreter's beside the clerk's is larger than below it. */
const signingBeside: readonly Places[] = [
  { box: 'phone:h-[27vh] phone:grid-cols-[1fr_2fr] phone:grid-rows-1', clerk: '', guests: [''] },
  {
    box: 'phone:h-[34vh] phone:grid-cols-[1fr_2fr]',
    clerk: '',
    guests: ['phone:[grid-area:1/2/3/3]', 'phone:[grid-area:2/1/3/2]'],
  },
]

/** As on a screen that stands. */
const standing = (names: string): string =>
  names
    .split(' ')
    .filter((name) => !name.startsWith('kiosk:wide:'))
    .join(' ')

/**
 * The places for the clerk and these guests, and how high they are together. Captions below them leave a lying screen's
 * pictures so little height that they stand beside each other, as on a standing one; so do a phone's.
 */
export const placesFor = (present: readonly GuestView[], captioned = false): Places => {
  const isSigned = present[0]?.kind === 'interpreter'
  const { box, ...places } = (isSigned ? signing : faces)[present.length - 1] ?? alone
  const height = isSigned
    ? 'h-[42vh] kiosk:h-[34rem] kiosk:wide:h-auto kiosk:wide:grow'
    : 'h-[22vh] min-h-36 kiosk:h-[34rem] kiosk:wide:h-auto kiosk:wide:grow'
  if (!captioned) return { ...places, box: `${height} ${box}` }
  const beside = isSigned ? signingBeside[present.length - 1] : undefined
  return {
    box: `${height} ${standing(box)} ${beside?.box ?? ''}`,
    clerk: standing(places.clerk),
    guests: places.guests.map((place, n) => `${standing(place)} ${beside?.guests[n] ?? ''}`),
  }
}
