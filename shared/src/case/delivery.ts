import { z } from 'zod'
import { ok, refuse } from '../protocol/refusal.ts'
import type { Outcome } from '../protocol/refusal.ts'

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

/** A handing and, once known, when it reached the applicant. */
export const delivery = z.strictObject({ handing, deliveredAt: z.number().optional() })
export type Delivery = z.infer<typeof delivery>

/**
 * Starts the ways by which the result is handed over; what is electronic is there at once. Refuses `incomplete`
 * when the way the applicant asked for is not among them, `wrongState` when a way is named twice (CASE-7).
 */
export const handOver = (
  wish: DeliveryWish,
  handings: readonly Handing[],
  at: number,
): Outcome<Delivery[]> => {
  const methods = handings.map((each) => each.method)
  if (!methods.includes(wish.method)) return refuse('incomplete', wish.method)
  if (new Set(methods).size < methods.length) return refuse('wrongState', 'handedTwice')
  return ok(
    handings.map((each) =>
      each.method === 'electronic' ? { handing: each, deliveredAt: at } : { handing: each },
    ),
  )
}

/** Notes that one way reached the applicant. Refuses `notFound` for a way not taken, `wrongState` for the second time. */
export const reach = (
  deliveries: readonly Delivery[],
  method: DeliveryMethod,
  at: number,
): Outcome<Delivery[]> => {
  const wanted = deliveries.find((each) => each.handing.method === method)
  if (wanted === undefined) return refuse('notFound', method)
  if (wanted.deliveredAt !== undefined) return refuse('wrongState', 'delivered')
  return ok(deliveries.map((each) => (each === wanted ? { ...each, deliveredAt: at } : each)))
}
