import { randomUUID } from 'node:crypto'
import { roles } from '@farwindow/shared/people/role.ts'
import type { Role } from '@farwindow/shared/people/role.ts'
import { requests } from '@farwindow/shared/protocol/all.ts'
import type { Output, RequestName } from '@farwindow/shared/protocol/all.ts'
import type { RequestDeclaration } from '@farwindow/shared/protocol/declare.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'
import type { Page } from '../page.ts'
import { samples } from '../samples.ts'
import type { Sample } from './sample.ts'
import type { World } from './world.ts'

/** Sends anything as a request of this name, on the way it is declared for. */
export const send = (
  page: Page,
  role: Role,
  name: RequestName,
  input: unknown,
): Promise<Outcome<unknown>> => {
  const { overHttp }: RequestDeclaration = requests[name]
  // Nonsense is sent here too: the type of `post` is for honest clients.
  return role === 'visitor' || overHttp === true
    ? page.post(name, input as never)
    : page.raw({ name, id: randomUUID(), input })
}

export const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? 'ok' : outcome.refusal.code)

/** Makes what the request is about, short of what requests before it made. */
export const prepare = async (world: World, name: RequestName): Promise<void> => samples[name].before?.(world)

/** The answers of everybody who may ask, one role after the other; what they make is kept for the next requests. */
export const take = async <N extends RequestName>(
  world: World,
  name: N,
): Promise<ReadonlyMap<Role, Outcome<unknown>>> => {
  const sample: Sample<N> = samples[name]
  const given = new Map<Role, Outcome<unknown>>()
  for (const role of roles.filter((each) => each in sample.answers)) {
    const outcome = await send(world.page(role), role, name, await sample.input(world, role))
    given.set(role, outcome)
    // What comes back is what the request's name declares.
    if (outcome.ok) sample.learn?.(world, outcome.value as Output<N>, role)
  }
  await sample.after?.(world)
  return given
}

/** Events that somebody's request wrote: what the desk does by itself has no place in a comparison. */
export const written = async ({ desk }: World): Promise<number> => {
  const rows = await desk.db.selectFrom('event').select('by').execute()
  return rows.filter(
    ({ by }) => typeof by === 'object' && by !== null && 'role' in by && by.role !== 'system',
  ).length
}
