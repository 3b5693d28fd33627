import type { Side } from '@farwindow/shared/call/machine.ts'
import type { SharedScreenProps } from '../../call/SharedScreen.tsx'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'

/** Pointing and drawing on a shown screen, as the applicant does it. */
export const useMarking = ({ marks }: Applicant, screen: Side): SharedScreenProps['marking'] => {
  const say = useWords('call')
  return { marks, screen, side: 'applicant', names: { clerk: say('clerk'), applicant: say('chatYou') } }
}
