import { describe, expect, test } from 'vitest'
import { valueOf } from '../serving/outcome.ts'
import { room, settled } from './room.ts'

/** A call that flows both ways, and what its desk leaves behind when it is killed. */
const afterACall = async () => {
  const former = room()
  await former.join('clerk', 'camera')
  await former.join('applicant', 'camera')
  await former.exchange.warm('c', 'clerk', 'applicant')
  for (const session of ['clerk', 'applicant']) await former.consume(session, former.offered(session))
  await former.exchange.answer('c')
  return former
}

describe('an exchange that takes over', () => {
  test('MEDIA-27: what flows goes on, is in the books again, and ends with the call', async () => {
    const former = await afterACall()
    const flowing = former.host.flowing()
    expect(flowing).toHaveLength(2)
    former.host.orphan()
    const { host, exchange, requests } = room(former.host)
    await exchange.warm('c', 'clerk', 'applicant')
    await exchange.answer('c')
    await host.find()
    await settled()
    expect(host.flowing()).toEqual(flowing)
    const now = valueOf(
      await requests['media.current']('clerk', { ...former.peerOf('clerk'), rtpCapabilities: {} }),
    )
    expect(now).toMatchObject({ call: { callId: 'c', live: true } })
    expect(now.consumers.map(({ id }) => id)).toEqual(former.offered('clerk'))
    await exchange.end('c')
    expect(host.flowing()).toEqual([])
    expect(host.left().consumers).toBe(0)
  })

  test('MEDIA-27: a page that asks while the books are being compared does not read that nobody sends it anything', async () => {
    const former = await afterACall()
    former.host.orphan()
    const known = Promise.withResolvers<boolean>()
    const { host, exchange, requests } = room(former.host, (session) =>
      session === 'clerk' ? Promise.resolve(true) : known.promise,
    )
    await exchange.warm('c', 'clerk', 'applicant')
    await exchange.answer('c')
    const ask = () => requests['media.current']('clerk', { ...former.peerOf('clerk'), rtpCapabilities: {} })
    await host.find()
    await settled()
    // Who the other side is takes the database longer to say: until then there is no answer, and none that is wrong.
    expect((await ask()).ok).toBe(false)
    known.resolve(true)
    await settled()
    expect(valueOf(await ask()).consumers.map(({ id }) => id)).toEqual(former.offered('clerk'))
    expect(host.left().consumers).toBe(2)
    await exchange.end('c')
  })

  test('MEDIA-27: a call that ended meanwhile is given back: nothing flows, the connections stay', async () => {
    const { host: left } = await afterACall()
    left.orphan()
    const { host } = room(left)
    await host.find()
    await settled()
    expect(host.left()).toMatchObject({ peers: 2, consumers: 0 })
  })

  test('MEDIA-27: the peers of people who have left are given back, and so is one that was replaced', async () => {
    const { host: left } = await afterACall()
    left.orphan()
    const { host, join, peerOf } = room(left, async (session) => session !== 'applicant')
    await join('clerk', 'camera')
    await host.find()
    await settled()
    expect(host.left().peers).toBe(1)
    expect((await host.inventory()).holding.map(({ peerId }) => peerId)).toEqual([peerOf('clerk').peerId])
  })

  test('MEDIA-27: a stream that ended unheard is told, and one that was prepared unheard is offered', async () => {
    const { host, exchange, told, peerOf, offered, requests } = await afterACall()
    const [mine] = offered('clerk')
    await host.closeConsumers({ peerId: peerOf('clerk').peerId ?? '', consumerIds: [mine ?? ''] })
    await host.find()
    await settled()
    expect(told('clerk', 'media.gone')).toMatchObject([{ data: { consumerIds: [mine] } }])
    const { consumers } = valueOf(
      await requests['media.current']('clerk', { ...peerOf('clerk'), rtpCapabilities: {} }),
    )
    expect(consumers).toHaveLength(1)
    expect(consumers[0]?.id).not.toBe(mine)
    await exchange.end('c')
  })
})
