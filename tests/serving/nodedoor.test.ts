import { randomBytes } from 'node:crypto'
import { queryObjects } from 'node:v8'
import { io } from 'socket.io-client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { nodeNamespace } from '@farwindow/server/call/fleet/channel.ts'
import { open, openDoor } from './door.ts'

const opened = async () => {
  const door = await openDoor()
  onTestFinished(door.close)
  return door
}

describe('the nodes’ door', () => {
  test('MEDIA-24: a node without the secret is not heard, and a desk without it is not served', async () => {
    const door = await opened()
    const stranger = await door.node({ name: 'stranger', secret: randomBytes(32) })
    const honest = await door.node({ name: 'honest' })
    await open(door.fleet, 'honest')
    expect(door.fleet.nodes().map(({ name }) => name)).toEqual(['honest'])
    expect(stranger.line.isUp()).toBe(false)
    expect(honest.line.isUp()).toBe(true)
  })

  test('MEDIA-74: strangers at the nodes’ door are few at a time, and not for long; a node that is there stays, one that waits gets in', async () => {
    const door = await opened()
    const there = await door.node({ name: 'there' })
    await open(door.fleet, 'there')
    const about = { name: 'stranger', run: 'r', nonce: 'n'.repeat(24), near: [], capacity: 1 }
    let [asked, turnedAway] = [0, 0]
    // Who was asked is sent away when the time to prove it is over, and makes room: on a busy machine for one still on the way.
    let isFull = true
    const strangers = Array.from({ length: 40 }, () => {
      const socket = io(`http://127.0.0.1:${door.port}${nodeNamespace}`, {
        auth: about,
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
      })
      let isAsked = false
      socket.on('challenge', () => {
        isAsked = true
        if (isFull) asked += 1
      })
      socket.io.on('close', () => {
        turnedAway += 1
        if (isAsked) isFull = false
      })
      return socket
    })
    onTestFinished(() => strangers.forEach((socket) => void socket.disconnect()))
    await expect.poll(() => turnedAway).toBeGreaterThanOrEqual(24)
    expect(asked).toBeLessThanOrEqual(16)
    expect(there.line.isUp()).toBe(true)
    // Its first knocks fall among the strangers; they are sent away after three seconds.
    await door.node({ name: 'waiting' })
    await open(door.fleet, 'waiting')
    expect(there.line.isUp()).toBe(true)
  })

  test('MEDIA-75: what a node has answered is let go; a desk and a node may talk for months', async () => {
    const door = await opened()
    await door.node({ name: 'one' })
    await open(door.fleet, 'one')
    const talk = async (): Promise<number> => {
      for (let turn = 0; turn < 100; turn += 1) await door.fleet.host.inventory()
      return queryObjects(Promise, { format: 'count' })
    }
    const before = await talk()
    expect((await talk()) - before).toBeLessThan(50)
  })
})
