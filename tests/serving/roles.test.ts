import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '@farwindow/shared/people/role.ts'
import { requestNames, requests } from '@farwindow/shared/protocol/all.ts'
import type { RequestName } from '@farwindow/shared/protocol/all.ts'
import type { RequestDeclaration } from '@farwindow/shared/protocol/declare.ts'
import { codeOf, prepare, send, take, written } from './day/turn.ts'
import { openWorld } from './day/world.ts'
import type { World } from './day/world.ts'
import { inOrder, samples } from './samples.ts'

/** What no request is made of. */
const nonsense: readonly unknown[] = [{ nonsense: true }, null]
/** Nothing in the day can make these succeed; each says why at its sample. */
const neverDone: readonly RequestName[] = ['identity.notPerformed']

describe('every request as every role, in the course of a day', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.desk.close())

  test('LINK-5: every request there is has its place in the day, and is done by somebody', () => {
    expect([...inOrder].sort()).toEqual([...requestNames].sort())
    const undone = inOrder.filter((name) => !Object.values(samples[name].answers).includes('ok'))
    expect(undone).toEqual(neverDone)
  })

  test.each(inOrder)('LINK-5: %s is answered exactly as declared, whoever asks', async (name) => {
    const declaration: RequestDeclaration = requests[name]
    const { by, output } = declaration
    await prepare(world, name)
    const before = await written(world)
    for (const role of roles.filter((each) => !by.includes(each))) {
      const outcome = await send(world.page(role), role, name, await samples[name].input(world, role))
      expect([role, outcome]).toEqual([
        role,
        { ok: false, refusal: { code: role === 'visitor' ? 'signedOut' : 'forbidden' } },
      ])
    }
    for (const role of by)
      for (const input of nonsense)
        expect([role, codeOf(await send(world.page(role), role, name, input))]).toEqual([role, 'malformed'])
    expect(await written(world)).toBe(before)

    const given = await take(world, name)
    const codes = Object.fromEntries([...given].map(([role, outcome]) => [role, codeOf(outcome)]))
    const refusals = [...given.values()].flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]))
    expect(codes, JSON.stringify(refusals)).toEqual(samples[name].answers)
    for (const [role, outcome] of given)
      if (outcome.ok) expect([role, output.safeParse(outcome.value).error]).toEqual([role, undefined])
  })
})
