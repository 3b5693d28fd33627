import { z } from 'zod'
import { side } from '@farwindow/shared/call/machine.ts'
import { spokenIn } from '@farwindow/shared/recording/spoken.ts'
import type { SaidLine } from '@farwindow/shared/recording/protocol.ts'
import type { Over } from '@farwindow/shared/recording/state.ts'
import type { House } from '../house.ts'

/** As the call's event has it. */
const captioned = z.object({ by: side, text: z.string(), saidAt: z.number() })

/** What was said as captions while this was recorded; nothing once the recording is deleted (RECORDING-53). */
export const captionsOf = async ({ db }: House, state: Over): Promise<SaidLine[]> => {
  if (state.phase !== 'ended' && state.phase !== 'kept') return []
  const rows = await db
    .selectFrom('event')
    .select('data')
    .where('kind', '=', 'call')
    .where('id', '=', state.id)
    .where('name', '=', 'captioned')
    .orderBy('n')
    .execute()
  const said = rows.flatMap(({ data }): SaidLine[] => {
    const line = captioned.safeParse(data)
    return line.success ? [{ at: line.data.saidAt, by: line.data.by, text: line.data.text }] : []
  })
  return spokenIn(state, said)
}
