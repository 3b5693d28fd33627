import type { IceServer } from '@farwindow/shared/call/media.ts'
import { ok, refuse } from '@farwindow/shared/protocol/refusal.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Output, Parsed, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { MediaHost } from './host.ts'
import type { MediaNotice } from './line.ts'
import type { Lines } from './lines.ts'
import { tellLoss } from './quality.ts'
import type { Seats } from './seats.ts'

type Names = Extract<RequestName, `media.${string}`>
type Extra<N extends Names> = N extends 'media.open' ? { readonly near?: string } : Parsed<N>

/** One function for every media request, by session; `media.open` also takes where to place the peer. */
export type MediaRequests = {
  readonly [N in Names]: (sessionId: string, input: Extra<N>) => Promise<Outcome<Output<N>>>
}

type PathNames = 'media.connect' | 'media.restartIce' | 'media.probe' | 'media.probed'

/** What a browser asks about the network paths of its peer. */
export const pathRequests = (
  host: MediaHost,
  { seated }: Seats,
  lines: Lines,
  iceServers: (sessionId: string) => readonly IceServer[],
): Pick<MediaRequests, PathNames> => ({
  'media.connect': (sessionId, input) =>
    seated(sessionId, input, async (seat) => {
      const outcome = await host.connectTransport(input)
      if (outcome.ok && input.direction === 'receive') {
        seat.rtpCapabilities = input.rtpCapabilities
        void lines.refresh(sessionId)
      }
      return emptied(outcome)
    }),
  'media.restartIce': (sessionId, input) =>
    seated(sessionId, input, async () => {
      const restarted = await host.restartIce(input)
      return restarted.ok
        ? ok({ iceParameters: restarted.value, iceServers: [...iceServers(sessionId)] })
        : restarted
    }),
  'media.probe': (sessionId, input) =>
    seated(sessionId, input, async () => {
      const probe = await host.probe(input)
      return probe.ok ? ok({ ...probe.value, iceServers: [...iceServers(sessionId)] }) : probe
    }),
  'media.probed': (sessionId, input) => seated(sessionId, input, () => host.probed(input)),
})

type SendingNames = 'media.produce' | 'media.stop' | 'media.pause' | 'media.resume' | 'media.lack'

/** What a browser says of the streams it sends. */
export const sendingRequests = (
  host: MediaHost,
  { seated }: Seats,
  lines: Lines,
): Pick<MediaRequests, SendingNames> => {
  const hold = (
    sessionId: string,
    input: Parsed<'media.pause'>,
    held: boolean,
  ): Promise<Outcome<Output<'media.pause'>>> =>
    seated(sessionId, input, async (seat) => {
      const producerId = seat.producers.get(input.source)
      if (producerId === undefined) return refuse('notFound', input.source)
      const outcome = await host.setProducerPaused({ peerId: seat.peerId, producerId, paused: held })
      if (outcome.ok) {
        if (held) seat.held.add(producerId)
        else seat.held.delete(producerId)
        if (held && input.because === 'network') seat.thin.add(producerId)
        else seat.thin.delete(producerId)
        lines.muted(seat, producerId, held)
      }
      return emptied(outcome)
    })

  return {
    'media.produce': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        const produced = await host.produce(input)
        if (produced.ok) {
          seat.producers.set(input.source, produced.value.producerId)
          void lines.refresh(sessionId)
        }
        return produced
      }),
    'media.stop': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        const producerId = seat.producers.get(input.source)
        seat.producers.delete(input.source)
        if (producerId !== undefined) await host.closeProducer({ peerId: seat.peerId, producerId })
        return ok({})
      }),
    'media.pause': (sessionId, input) => hold(sessionId, input, true),
    'media.resume': (sessionId, input) => hold(sessionId, input, false),
    'media.lack': (sessionId, input) =>
      seated(sessionId, input, async (seat) => {
        seat.lacking = input.lacking
        lines.lacks(seat)
        return ok({})
      }),
  }
}

type ReceivingNames = 'media.consumed' | 'media.current' | 'media.keyFrame' | 'media.hears'

/** What a browser says and asks of the streams it receives. */
export const receivingRequests = (
  { seated, bySession }: Seats,
  lines: Lines,
  tell: (sessionId: string, notice: MediaNotice) => void,
): Pick<MediaRequests, ReceivingNames> => ({
  'media.consumed': (sessionId, input) =>
    seated(sessionId, input, async (seat) => {
      await lines.ready(seat, input.consumerIds)
      return ok({})
    }),
  'media.current': (sessionId, input) =>
    seated(sessionId, input, async (seat) => {
      seat.rtpCapabilities = input.rtpCapabilities
      await lines.refresh(sessionId)
      return ok(lines.currentOf(seat))
    }),
  'media.keyFrame': (sessionId, input) =>
    seated(sessionId, input, async (seat) => {
      await lines.renew(seat)
      return ok({})
    }),
  'media.hears': (sessionId, input) =>
    seated(sessionId, input, async (seat) => {
      tellLoss(tell, lines.flowing(), bySession.values(), seat, input.lost)
      return ok({})
    }),
})

const emptied = (outcome: Outcome<null>): Outcome<Output<'media.close'>> => (outcome.ok ? ok({}) : outcome)
