import type { DeliveryWish as Wish } from '@farwindow/shared/case/delivery.ts'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'

/** How the applicant wants the result, in one line. */
export const DeliveryWish = ({ wish }: { readonly wish: Wish }): ReactNode => {
  const say = useWords('cases')
  switch (wish.method) {
    case 'courier':
      return `${say('by_courier')} · ${wish.recipient} ${wish.phone} · ${wish.address}`
    case 'pickup':
      return `${say('by_pickup')} · ${wish.place}`
    case 'electronic':
      return say('by_electronic')
  }
}
