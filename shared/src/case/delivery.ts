import { z } from 'zod'

export const deliveryMethod = z.enum(['courier', 'pickup', 'electronic'])
export type DeliveryMethod = z.infer<typeof deliveryMethod>

const plain = (most: number) => z.string().trim().min(1).max(most)

/** How the applicant wants the result. */
export const deliveryWish = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('courier'),
    recipient: plain(60),
    phone: z.string().regex(/^\+?[0-9-]{7,20}$/),
    address: plain(200),
  }),
  z.strictObject({ method: z.literal('pickup'), place: plain(200) }),
  z.strictObject({ method: z.literal('electronic') }),
])
export type DeliveryWish = z.infer<typeof deliveryWish>

/** How the result was handed over. */
export const handing = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('courier'),
    carrier: plain(60),
    /** As printed on the slip: capitals and digits. */
    trackingNumber: z.string().regex(/^[A-Z0-9]{8,30}$/),
  }),
  z.strictObject({ method: z.literal('pickup'), place: plain(200) }),
  /** The certificate's file in the store. */
  z.strictObject({ method: z.literal('electronic'), fileId: z.string() }),
])
export type Handing = z.infer<typeof handing>
