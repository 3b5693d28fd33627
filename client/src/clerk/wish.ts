import { deliveryWish, type DeliveryWish } from '@farwindow/shared/case/delivery.ts'
import type { Guide } from '@farwindow/shared/catalogue/item.ts'
import type { FormView } from '@farwindow/shared/form/view.ts'

/** The delivery being asked for, every way's fields side by side so that changing the way loses nothing. */
export interface WishDraft {
  readonly method: DeliveryWish['method']
  readonly recipient: string
  readonly phone: string
  readonly address: string
  readonly place: string
}

type Way = Guide['delivery'][number]['value']

/** The guide writes `pickUp`, a case `pickup`. */
export const methodOf = (way: Way): DeliveryWish['method'] => (way === 'pickUp' ? 'pickup' : way)

/**
 * What the form already says about delivery, so that nobody types it twice. Items that ask for it do so under
 * `delivery/…`; a masked value is none. The way falls back to the guide's first.
 */
export const wishFrom = (form: FormView | null, ways: readonly Way[], place: string): WishDraft => {
  const at = (path: string): string => {
    const written = form?.values[path]
    return written !== undefined && !written.masked && typeof written.value === 'string'
      ? written.value.trim()
      : ''
  }
  const asked = ways.find((way) => way === at('delivery/way')) ?? ways[0]
  return {
    method: asked === undefined ? 'electronic' : methodOf(asked),
    recipient: at('delivery/name'),
    phone: at('delivery/phone'),
    address: at('delivery/address'),
    place,
  }
}

/** The draft as the protocol takes it; null while something of its way is missing or wrong. */
export const wishOf = (draft: WishDraft): DeliveryWish | null => {
  const { method, recipient, phone, address, place } = draft
  const told =
    method === 'courier'
      ? { method, recipient, phone: phone.replaceAll(/\s/g, ''), address }
      : method === 'pickup'
        ? { method, place }
        : { method }
  const read = deliveryWish.safeParse(told)
  return read.success ? read.data : null
}
