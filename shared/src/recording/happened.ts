import { z } from 'zod'
import { bilingual } from '../words/bilingual.ts'

/** What the time line of a recording tells. */
const happenings = [
  'said',
  'sideAway',
  'sideBack',
  'formEdited',
  'formRows',
  'formReleased',
  'formTakenBack',
  'formConfirmed',
  'formSealed',
  'paperGiven',
  'paperJudged',
  'stillTaken',
  'signed',
  'identityConsented',
  'cueShown',
  'identityAccepted',
  'identityRejected',
  'submitted',
] as const

/** Something that happened in the call. Never with a value in it. */
export const happened = z.object({
  at: z.number(),
  what: z.enum(happenings),
  /** The field or paper. */
  label: bilingual.optional(),
})
export type Happened = z.infer<typeof happened>

type What = Happened['what']

const told: Readonly<Record<string, What>> = {
  'call said': 'said',
  'call away': 'sideAway',
  'call back': 'sideBack',
  'form edited': 'formEdited',
  'form undone': 'formEdited',
  'form rowAdded': 'formRows',
  'form rowRemoved': 'formRows',
  'form released': 'formReleased',
  'form tookBack': 'formTakenBack',
  'form confirmed': 'formConfirmed',
  'form sealed': 'formSealed',
  'file stored': 'paperGiven',
  'file judged': 'paperJudged',
  'identity consented': 'identityConsented',
  'identity cueShown': 'cueShown',
  'identity accepted': 'identityAccepted',
  'identity rejected': 'identityRejected',
  'case received': 'submitted',
}

/** What an event of the record is on the time line; null for what nobody looks for. */
export const whatOf = (
  event: { readonly kind: string; readonly name: string },
  purpose?: string,
): What | null => {
  const what = told[`${event.kind} ${event.name}`] ?? null
  if (what !== 'paperGiven' || purpose === 'material') return what
  if (purpose === 'signature') return 'signed'
  return purpose === 'result' ? null : 'stillTaken'
}

/** Typing is one thing that happens, however many keys it takes: as long as pauses stay below this. */
const sameMs = 5_000

/** Leaves one of several in a row that are the same thing going on. In the order they happened. */
export const condense = (all: readonly Happened[]): Happened[] => {
  const lastAt = new Map<string, number>()
  return all.filter((each) => {
    const key = `${each.what} ${each.label?.zh ?? ''}`
    const isSame = each.at - (lastAt.get(key) ?? -Infinity) < sameMs
    lastAt.set(key, each.at)
    return !isSame
  })
}
