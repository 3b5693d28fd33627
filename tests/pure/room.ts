import { openExchange } from '@farwindow/server/call/exchange.ts'
import type { MediaNotice } from '@farwindow/server/call/line.ts'
import type { MediaSource } from '@farwindow/shared/call/media.ts'
import { valueOf } from '../serving/outcome.ts'
import { paperHost } from './paperhost.ts'

export const fingerprint = { algorithm: 'sha-256', value: 'AA:BB:CC' } as const
export const stream = { codecs: [{ mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 }] }

/** An exchange over a host on paper, with two sessions whose browsers do as ours do. */
export function room(host = paperHost(), isWanted: (session: string) => Promise<boolean> = async () => true) {
  const notices: { readonly to: string; readonly notice: MediaNotice }[] = []
  let ids = 0
  const exchange = openExchange({
    host,
    // Another desk gives other ids.
    newId: () => `p${(ids += 1)}-${host.left().peers}`,
    isWanted,
    tell: (to, notice) => notices.push({ to, notice }),
  })
  const { requests } = exchange
  const peers = new Map<string, string>()
  const peerOf = (session: string): { readonly peerId: string } => ({ peerId: peers.get(session) ?? 'none' })
  const told = (session: string, name: MediaNotice['name']) =>
    notices.filter((each) => each.to === session && each.notice.name === name).map(({ notice }) => notice)
  return {
    host,
    exchange,
    requests,
    told,
    peerOf,
    join: async (session: string, ...sources: MediaSource[]) => {
      peers.set(session, valueOf(await requests['media.open'](session, {})).peerId)
      const side = { fingerprints: [fingerprint] }
      valueOf(
        await requests['media.connect'](session, {
          ...peerOf(session),
          direction: 'receive',
          dtlsParameters: side,
          rtpCapabilities: {},
        }),
      )
      for (const source of sources)
        valueOf(
          await requests['media.produce'](session, { ...peerOf(session), source, rtpParameters: stream }),
        )
    },
    /** What was offered to a session and is still to be had. */
    offered: (session: string): string[] =>
      told(session, 'media.offered').flatMap((each) =>
        each.name === 'media.offered' && each.data.peerId === peers.get(session)
          ? each.data.consumers.map(({ id }) => id)
          : [],
      ),
    consume: (session: string, consumerIds: readonly string[]) =>
      requests['media.consumed'](session, { ...peerOf(session), consumerIds: [...consumerIds] }),
  }
}
/** What was begun has been done: nothing here waits longer than a turn. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
