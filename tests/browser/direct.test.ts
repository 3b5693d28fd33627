import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connected, gaps, openDirectCall, sent, whenConnected } from './directcall.ts'
import type { DirectCall } from './directcall.ts'
import { openLooking } from './looking.ts'
import { patience } from './people.ts'

const offline = '网络断开了，正在自动重连。您填写的内容已保留。'
/** The figures of the run, for whoever reads its output. */
const print = (line: string): void => void process.stdout.write(`${line}\n`)

describe('a call with every media node dead', () => {
  const looking = openLooking()
  let call: DirectCall
  /** What the two sent while it rang. */
  const early: string[] = []
  beforeAll(async () => {
    call = await openDirectCall(undefined, async (...pages) => {
      for (const page of pages) {
        await whenConnected(page)
        early.push(await sent(page))
      }
    })
  })
  afterAll(() => call.close())

  test('DIRECT-4: while it rings both are connected, and send nothing', async () => {
    expect(early).toEqual(['', ''])
    for (const page of [call.applicant, call.clerk])
      await expect.poll(() => sent(page), patience).toBe('audio,video')
  })

  test('DIRECT-4, DIRECT-5: both see and hear each other, and read that nothing is recorded', async () => {
    await call.bothSeeAndHear()
    await call.saysNotRecorded('visible')
    await looking.look(call.applicant, 'direct-applicant')
    await looking.look(call.clerk, 'direct-clerk')
    expect(looking.barriers).toEqual([])
  })

  test('DIRECT-8: a camera that is closed is said to be, sends nothing, and comes back', async () => {
    const { applicant, clerk } = call
    await clerk.getByRole('button', { name: '关摄像头' }).click()
    await applicant.getByText('窗口人员的摄像头关着').waitFor()
    await expect.poll(() => sent(clerk), patience).toBe('audio')
    await clerk.getByRole('button', { name: '开摄像头' }).click()
    await applicant.getByText('窗口人员的摄像头关着').waitFor({ state: 'hidden' })
    await call.bothSeeAndHear()
  })

  test('DIRECT-2, DIRECT-9: kill -9 of the desk touches nothing, and the new desk knows the way', async () => {
    const { applicant, programs } = call
    const seen = await call.during(async () => {
      await call.desk.kill()
      await applicant.getByText(offline).waitFor()
      call.desk = await programs.desk(Number(new URL(call.desk.url).port))
      await applicant.getByText(offline).waitFor({ state: 'hidden' })
      await call.bothSeeAndHear()
    })
    print(`desk killed under a direct call: longest gaps ${gaps(seen)}`)
    expect(seen.map(({ untouched }) => untouched)).toEqual([true, true])
    await call.saysNotRecorded('visible')
  })

  test('DIRECT-9: a connection that breaks is replaced at once', async () => {
    const seen = await call.during(async () => {
      await call.applicant.evaluate(() => {
        const { made } = window as unknown as { made: RTCPeerConnection[] }
        made.find(({ connectionState }) => connectionState === 'connected')?.close()
      })
      await call.bothSeeAndHear()
    })
    print(`direct connection lost: longest gaps ${gaps(seen)}`)
    expect(seen.map(({ untouched }) => untouched)).toEqual([false, false])
  })

  test('DIRECT-4: after the call nothing is sent any more', async () => {
    const { applicant, clerk } = call
    await clerk.getByRole('button', { name: '挂断' }).click()
    await clerk.getByRole('dialog').getByRole('button', { name: '挂断' }).click()
    for (const page of [applicant, clerk]) await expect.poll(() => connected(page), patience).toBe(0)
  })
}, 90_000)
