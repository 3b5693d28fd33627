import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLink } from '@farwindow/client/link.ts'

/* A page's line to a desk that is not there: who asks for it, and until when. */

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A socket that says when it ends, to whoever ended it too, as socket.io's does. */
const standIn = () => {
  const hearers = new Map<string, (about?: unknown) => void>()
  const socket = {
    connected: false,
    active: true,
    io: { on: () => undefined },
    on: (name: string, hear: (about?: unknown) => void) => void hearers.set(name, hear),
    tell: (name: string, about?: unknown) => hearers.get(name)?.(about),
    close: () => {
      if (!socket.connected) return
      socket.connected = false
      socket.tell('disconnect')
    },
    open: () => {
      socket.connected = true
      socket.tell('greet', { epoch: 'e', me: { name: '王' }, resumed: false, seq: 0, now: Date.now() })
    },
  }
  return socket
}

const openPage = () => {
  const socket = standIn()
  let knocks = 0
  const fetch = () => {
    knocks += 1
    return Promise.resolve({})
  }
  const link = createLink('phone', { fetch, dial: () => socket } as never)
  link.connect()
  socket.open()
  return { link, socket, knocks: () => knocks }
}

test('LINK-7: a line that breaks is asked for, several times a second', () => {
  const { link, socket, knocks } = openPage()
  socket.close()
  vi.advanceTimersByTime(2_000)
  expect(link.state.getState().phase).toBe('offline')
  expect(knocks()).toBeGreaterThan(4)
  link.close()
})

test('LINK-3: a page whose session is over, or that was left, asks for its line no more', () => {
  for (const end of ['over', 'close'] as const) {
    const { link, socket, knocks } = openPage()
    const phases: string[] = []
    link.state.subscribe(({ phase }) => phases.push(phase))
    if (end === 'over') socket.tell('over', 'replaced')
    else link.close()
    vi.advanceTimersByTime(60_000)
    expect(phases, end).toEqual(end === 'over' ? ['signedOut'] : [])
    expect(knocks(), end).toBe(0)
  }
})
