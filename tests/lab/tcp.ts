import { createConnection, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { isLost, lagMs, queuedMs, queueUp } from './weather.ts'
import type { Road, Way } from './weather.ts'

/** RFC 6298 as Linux has it: what was not acknowledged is sent again after so long, then each time after twice as long. */
const sentAgainMs = { data: 200, opening: 1_000 }

/** When TCP tries next, after all that was tried in vain since `since`. All ms. */
export const nextTry = (since: number, firstMs: number, now: number): number => {
  let wait = firstMs
  let at = since + wait
  while (at < now) {
    wait *= 2
    at += wait
  }
  return at
}

/** One way of a connection: everything arrives, in order, as late as TCP would bring it. Null is the end of it. */
const stream = (road: Road, way: Way, deliver: (data: Buffer | null) => void) => {
  const queue: { readonly data: Buffer | null; readonly sentAt: number; dueAt: number }[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    clearTimeout(timer)
    if (road.cut) return
    for (let next = queue[0]; next !== undefined && next.dueAt <= Date.now(); next = queue[0]) {
      queue.shift()
      deliver(next.data)
    }
    const next = queue[0]
    if (next !== undefined) timer = setTimeout(flush, next.dueAt - Date.now())
  }
  const heal = (): void => {
    const [first] = queue
    if (first === undefined) return
    const at = nextTry(first.sentAt, sentAgainMs.data, Date.now())
    for (const each of queue) each.dueAt = Math.max(each.dueAt, at)
    flush()
  }
  road.healed.add(heal)
  return {
    put: (data: Buffer | null): void => {
      const now = Date.now()
      const again = isLost(road, way) ? sentAgainMs.data : 0
      const queued = queueUp(road, way, data?.length ?? 0, false) ?? 0
      const dueAt = Math.max(queue.at(-1)?.dueAt ?? 0, now + queued + lagMs(road, way) + again)
      queue.push({ data, sentAt: now, dueAt })
      flush()
    },
    close: (): void => {
      clearTimeout(timer)
      road.healed.delete(heal)
    },
  }
}

/** Joins what came in with a connection of its own to the far end. */
const join = (road: Road, near: Socket, far: Socket): void => {
  const up = stream(road, 'up', (data) => (data === null ? far.end() : far.write(data)))
  const down = stream(road, 'down', (data) => (data === null ? near.end() : near.write(data)))
  for (const [socket, out, way] of [
    [near, up, 'up'],
    [far, down, 'down'],
  ] as const) {
    socket.setNoDelay(true)
    socket.on('data', (data) => {
      out.put(data)
      // Whoever sends more than goes through is held back, as TCP's window would.
      const wait = queuedMs(road, way) - road.weather[way].queueMs
      if (wait <= 0) return
      socket.pause()
      setTimeout(() => socket.resume(), wait).unref()
    })
    socket.once('close', () => out.put(null))
  }
  let open = 2
  for (const socket of [near, far])
    socket.once('close', () => {
      open -= 1
      if (open > 0) return
      up.close()
      down.close()
    })
}

/** Forwards the connections of one port. What is opened while the road is cut waits for TCP's next try after it. */
export const forwardTcp = async (
  road: Road,
  { at, to, port }: { readonly at: string; readonly to: string; readonly port: number },
): Promise<{ close(): Promise<void> }> => {
  const open = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    open.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => open.delete(socket))
    return socket
  }
  const dial = (near: Socket): void => {
    if (!near.destroyed) join(road, near, keep(createConnection({ port, host: to })))
  }
  const server = createServer((socket) => {
    const near = keep(socket)
    if (!road.cut) return dial(near)
    const since = Date.now()
    let timer: NodeJS.Timeout | undefined
    const heal = (): void => {
      clearTimeout(timer)
      const wait = nextTry(since, sentAgainMs.opening, Date.now()) - Date.now()
      timer = setTimeout(() => {
        if (road.cut) return
        road.healed.delete(heal)
        dial(near)
      }, wait)
    }
    road.healed.add(heal)
    near.once('close', () => {
      road.healed.delete(heal)
      clearTimeout(timer)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, at, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
