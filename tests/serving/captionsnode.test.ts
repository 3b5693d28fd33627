import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bothHear, ring } from '../lab/peer/call.ts'
import { clerkPerson, kioskPerson } from '../lab/peer/person.ts'
import type { Person } from '../lab/peer/person.ts'
import { openRecogniser } from '../lab/recogniser.ts'
import type { ScriptedRecogniser } from '../lab/recogniser.ts'
import { openWorld } from '../lab/world.ts'
import type { World } from '../lab/world.ts'
import { valueOf } from '../pure/outcome.ts'
import type { Program } from './programs.ts'

/*
 * Captions as in service: desk and media node in processes of their own, voices as real packets, the recogniser a
 * third process's business. Its words are a script.
 */

/** Packets of each voice so far. */
const countsAt = ({ voices }: ScriptedRecogniser): number[] => voices.map(({ packets }) => packets.length)

const soon = { timeout: 15_000 }

describe('captions over a media node', { timeout: 60_000 }, () => {
  let lab: ScriptedRecogniser
  let world: World
  let node: Program
  let applicant: Person
  let clerk: Person
  let callId: string
  const people = (): Person[] => [applicant, clerk]

  /** Whether the recogniser is sent more while the two speak on. */
  const isStillTranscribed = async (): Promise<boolean> => {
    const before = countsAt(lab).join()
    await bothHear(people())
    return countsAt(lab).join() !== before
  }

  beforeAll(async () => {
    lab = await openRecogniser()
    world = await openWorld({ settings: { FARWINDOW_CAPTIONS_URL: lab.url } })
    node = await world.programs.node('first')
    applicant = await kioskPerson(world.url, world.kioskCode)
    clerk = await clerkPerson(world.url, 'lin')
    const visit = valueOf(await applicant.link().ask('visit.open', { language: 'zh' }))
    ;({ callId } = await ring(applicant, clerk, visit.id))
    valueOf(await clerk.link().ask('call.answer', { callId }))
    await bothHear(people())
  })
  afterAll(async () => {
    for (const person of people()) person.close()
    await world.close()
    await lab.close()
  })

  const want = async (person: Person, on: boolean) =>
    valueOf(await person.link().ask('talk.captions', { callId, on })).state
  /** Two voices come in beside the `former` ones. */
  const bothListenedTo = async (former: number): Promise<void> => {
    await expect.poll(() => lab.voices.length, soon).toBe(former + 2)
    for (const voice of lab.voices.slice(-2))
      await expect.poll(() => voice.packets.length, soon).toBeGreaterThan(10)
  }
  /** The recogniser says this of both voices; resolves with whose words each page is told, in the order they came. */
  const heardAs = async (name: 'talk.hearing' | 'talk.captioned', text: string): Promise<string[][]> => {
    const told = people().map(async (person) => {
      const sides: string[] = []
      await person.told(
        name,
        (data) => data.callId === callId && data.text === text && sides.push(data.by) === 2,
      )
      return sides.sort()
    })
    const type = name === 'talk.captioned' ? 'final' : 'partial'
    for (const voice of lab.voices.slice(-2)) voice.answer({ type, text })
    return Promise.all(told)
  }
  const both = [
    ['applicant', 'clerk'],
    ['applicant', 'clerk'],
  ]

  test('CAPTION-1, CAPTION-3: the node sends both voices to the recogniser; its words come to both pages, partial and final', async () => {
    expect(lab.voices).toHaveLength(0)
    expect(await want(applicant, true)).toBe('on')
    await bothListenedTo(0)
    expect(await heardAs('talk.hearing', '请问您')).toEqual(both)
    expect(await heardAs('talk.captioned', '请问您办什么')).toEqual(both)
  })

  test('CAPTION-4: a recogniser that goes away is said to both, and the call goes on; back, it hears both again', async () => {
    const said = (state: string) =>
      Promise.all(people().map((person) => person.told('talk.captions', (data) => data.state === state)))
    const paused = said('paused')
    await lab.away()
    await paused
    await bothHear(people())
    const former = lab.voices.length
    const on = said('on')
    await lab.back()
    await on
    await bothListenedTo(former)
    expect(await heardAs('talk.captioned', '我们接着说')).toEqual(both)
  })

  test('CAPTION-4: a node that is killed and comes back transcribes both again, without being asked', async () => {
    const former = lab.voices.length
    await node.kill()
    node = await world.programs.node('first')
    await bothHear(people())
    await bothListenedTo(former)
    expect(await heardAs('talk.captioned', '能听见吗')).toEqual(both)
  })

  test('CAPTION-2: when nobody wants them any more the node sends nobody’s voice', async () => {
    expect(await want(applicant, false)).toBe('off')
    // What was under way still arrives; then nothing, while the two go on speaking.
    await expect.poll(isStillTranscribed, soon).toBe(false)
  })
})
