import type { Doer } from '@farwindow/shared/case/sight.ts'
import { useWords } from '../words/words.ts'

/** Who did something, for colleagues: staff by name and number. */
export const useDoer = (): ((doer: Doer) => string) => {
  const say = useWords('cases')
  return (doer) => (doer.who === 'staff' ? `${doer.name} ${doer.number}`.trim() : say(doer.who))
}
