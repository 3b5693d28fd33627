import type { ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import type { Tone } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import type { Phase } from './moves.ts'

const tones: Readonly<Record<Phase, Tone | 'plain'>> = {
  received: 'info',
  accepted: 'info',
  transferred: 'info',
  deciding: 'info',
  correcting: 'warn',
  approved: 'good',
  issued: 'good',
  refused: 'bad',
  withdrawn: 'plain',
}

/** Where a case stands. */
export const PhaseBadge = ({ phase }: { readonly phase: Phase }): ReactNode => {
  const say = useWords('cases')
  return <Badge tone={tones[phase]}>{say(`phase_${phase}`)}</Badge>
}
