import type { CallView, CallerView } from '@farwindow/shared/call/protocol.ts'
import type { ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import type { Called } from '../region/names.ts'
import { useWords } from '../words/words.ts'

export interface TopFactsProps {
  readonly call: CallView
  readonly caller: CallerView | null
  readonly item: string | undefined
  readonly called: Called
  /** The case handed in during this visit. */
  readonly reference: string | undefined
}

/** Across the top: who, which item, whose rules. */
export const TopFacts = ({ call, caller, item, called, reference }: TopFactsProps): ReactNode => {
  const say = useWords('clerk')
  const queue = useWords('queue')
  return (
    <>
      {caller !== null && (
        <span>
          {called.place(caller.from)} · {queue(caller.place)}
        </span>
      )}
      <span className="font-semibold">{item === undefined ? queue('noItem') : called.item(item)}</span>
      <Badge tone="info" icon="office">
        {say('rulesOf', { place: called.shortPlace(call.jurisdiction) })}
      </Badge>
      {reference !== undefined && (
        <Badge tone="good" icon="check">
          {say('submittedAs', { reference })}
        </Badge>
      )}
      {call.away.includes('applicant') && (
        <Badge tone="warn" icon="network">
          {say('applicantAway')}
        </Badge>
      )}
    </>
  )
}
