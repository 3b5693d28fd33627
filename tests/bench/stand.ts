import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../browser/chromium.ts'
import { portOfMedia, watchConnections } from '../browser/moving.ts'
import { answer, beReady, callAt, inCall, openPage } from '../browser/people.ts'
import { freePort, openRelay } from '../lab/relay.ts'
import type { Relay } from '../lab/relay.ts'
import type { Program } from '../serving/programs.ts'
import { ownAddress } from './distance.ts'
import { openGround } from './running.ts'

/** A person with two roads of their own: one to the desk, one to the media nodes. */
export interface Person {
  readonly page: Page
  readonly line: Relay
  readonly media: Relay
}

/** A running call over roads, served by processes that can be killed. */
export interface Stand {
  readonly applicant: Person
  readonly clerk: Person
  /** Kills the desk and starts it again on its port. */
  killDesk(): Promise<void>
  /** Kills the worker under the node that has the call. */
  killWorker(): Promise<void>
  /** Kills the node that has the call, and starts it again for the next time. */
  killNode(): Promise<void>
  close(): Promise<void>
}

const mediaName = 'desk.farwindow.test'
const run = promisify(execFile)

/** Starts PostgreSQL, desk and two media nodes, and brings two browsers into a call. The client must have been built. */
export const openStand = async (): Promise<Stand> => {
  const ground = await openGround()
  const { programs } = ground
  let desk = await programs.desk()
  const deskPort = Number(new URL(desk.url).port)
  const mediaPorts = [await freePort(), await freePort()]
  const home = ownAddress()
  const startNode = (index: number): Promise<Program> =>
    programs.node(`node-${index}`, {
      FARWINDOW_MEDIA_PORT: String(mediaPorts[index]),
      FARWINDOW_HOST: home,
      FARWINDOW_MEDIA_ANNOUNCED: mediaName,
    })
  const nodes = [await startNode(0)]
  const browsers: Browser[] = []
  const person = async (at: string, size: readonly [number, number]): Promise<Person> => {
    const line = await openRelay({ at, to: '127.0.0.1', tcp: [deskPort], udp: [] })
    const media = await openRelay({ at, to: home, tcp: mediaPorts, udp: mediaPorts })
    const browser = await openBrowser([
      `--host-resolver-rules=MAP ${mediaName}. ${at}, MAP ${mediaName} ${at}`,
    ])
    browsers.push(browser)
    const page = await openPage(browser, size)
    await watchConnections(page)
    return { page, line, media }
  }
  const [applicant, clerk] = [await person('127.0.0.2', [640, 900]), await person('127.0.0.3', [1366, 768])]
  await beReady(clerk.page, `http://${clerk.line.at}:${deskPort}`)
  await callAt(applicant.page, `http://${applicant.line.at}:${deskPort}/kiosk#${desk.kioskCode}`)
  await answer(clerk.page)
  await inCall(applicant.page, clerk.page)
  // The call is on the first; the other one stands by.
  nodes.push(await startNode(1))
  /** The place of the node that has the call now, by the port the applicant's media goes to. */
  const serving = async (): Promise<number> => {
    const place = mediaPorts.indexOf(await portOfMedia(applicant.page))
    if (place < 0) throw new Error('the call is on no media node')
    return place
  }
  return {
    applicant,
    clerk,
    killDesk: async () => {
      await desk.kill()
      desk = await programs.desk(deskPort)
    },
    killWorker: async () => {
      const node = nodes[await serving()]
      const { stdout } = await run('ps', ['-o', 'pid=', '--ppid', String(node?.pid)])
      // A node has one worker here, and a younger one as a spare.
      const [atWork] = stdout
        .trim()
        .split(/\s+/)
        .map(Number)
        .toSorted((one, other) => one - other)
      if (atWork === undefined) throw new Error('the media node has no worker')
      process.kill(atWork, 'SIGKILL')
    },
    killNode: async () => {
      const place = await serving()
      await nodes[place]?.kill()
      nodes[place] = await startNode(place)
    },
    close: async () => {
      await Promise.all(browsers.map((browser) => browser.close()))
      for (const { line, media } of [applicant, clerk]) await Promise.all([line.close(), media.close()])
      await ground.close()
    },
  }
}
