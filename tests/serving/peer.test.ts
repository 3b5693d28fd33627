import { describe, expect, onTestFinished, test } from 'vitest'
import { demonstrationCode } from '@farwindow/server/demonstration.ts'
import { bothHear, hears, ring, until } from '../lab/peer/call.ts'
import { clerkPerson, kioskPerson } from '../lab/peer/person.ts'
import { move } from '../lab/peer/road.ts'
import { valueOf } from '../pure/outcome.ts'
import { openDesk } from './desk.ts'

/* What the simulated people of soak and chaos tests stand on: real ICE, DTLS and SRTP, without a browser. */

const sources = ['camera', 'microphone'] as const

const opened = async () => {
  const desk = await openDesk()
  onTestFinished(desk.close)
  const code = await demonstrationCode(desk.desk.house)
  const applicant = await kioskPerson(desk.url, code ?? '')
  onTestFinished(applicant.close)
  const clerk = await clerkPerson(desk.url, 'lin')
  onTestFinished(clerk.close)
  const visit = valueOf(await applicant.link().ask('visit.open', { language: 'zh' }))
  const { callId } = await ring(applicant, clerk, visit.id)
  return { desk, applicant, clerk, callId, people: [applicant, clerk] }
}

describe('two simulated people', { timeout: 60_000 }, () => {
  test('MEDIA-2, MEDIA-14: hear and see each other from the answer until somebody hangs up, and not before or after', async () => {
    const { desk, applicant, clerk, callId, people } = await opened()
    await expect.poll(() => people.map((person) => person.media().view().remotes.length)).toEqual([2, 2])
    await expect
      .poll(async () => (await desk.media.inventory()).holding.map(({ producers }) => producers.length))
      .toEqual([2, 2])
    for (const person of people)
      for (const source of sources) expect(person.arrived(source)?.packets()).toBe(0)

    valueOf(await clerk.link().ask('call.answer', { callId }))
    await bothHear(people)
    const heard = people.flatMap((person) => sources.map((source) => person.arrived(source)))
    for (const each of heard) {
      expect(each?.lost()).toBe(0)
      expect(each?.garbled()).toBe(0)
      if (each?.kind === 'video') expect(each.wholePictures()).toBeGreaterThan(0)
    }

    valueOf(await applicant.link().ask('call.hangUp', { callId }))
    await expect.poll(() => people.map((person) => person.media().view().remotes)).toEqual([[], []])
    // What was under way still comes in, on a busy machine later than the word that it is over; then nothing more.
    const moreComes = async (): Promise<boolean> => {
      const before = heard.map((each) => each?.packets()).join()
      await new Promise((resolve) => setTimeout(resolve, 300))
      return heard.map((each) => each?.packets()).join() !== before
    }
    await expect.poll(moreComes).toBe(false)
  })

  test('MEDIA-76: a picture whose beginning was asked for in vain is asked for until it comes', async () => {
    const { applicant, clerk, callId, people } = await opened()
    await expect.poll(() => people.map((person) => person.media().view().remotes.length)).toEqual([2, 2])
    applicant.road.feedback = false
    valueOf(await clerk.link().ask('call.answer', { callId }))
    // A second and a half of sound: mediasoup has asked twice by then, and does not ask again.
    await until('sound', () => (clerk.arrived('microphone')?.packets() ?? 0) > 75)
    expect(clerk.arrived('camera')?.packets()).toBe(0)
    applicant.road.feedback = true
    await hears(clerk, 'camera')
    expect(clerk.arrived('camera')?.wholePictures()).toBeGreaterThan(0)
  })

  test('MEDIA-21, MEDIA-30: a path that changes, and one that lets no UDP through, are found again', async () => {
    const { applicant, clerk, callId, people } = await opened()
    valueOf(await clerk.link().ask('call.answer', { callId }))
    await bothHear(people)
    move(applicant.road, '127.0.0.7')
    await bothHear(people)
    applicant.road.udp = false
    await bothHear(people)
    expect(applicant.media().view().connections).toEqual({ send: 'connected', receive: 'connected' })
  })
})
