import { moreWords } from '../../words/words.ts'

/*
 * What nobody needs before they call is fetched while they check their devices: the first screen is light
 * (SCREEN-9), and nothing has to be fetched when the clerk answers.
 */

/** With the words that do not come with the page. */
const worded = async <T>(screen: Promise<T>): Promise<T> => (await Promise.all([screen, moreWords()]))[0]

export const loadCall = () => worded(import('./CallScreen.tsx'))
export const loadEnd = () => worded(import('./EndScreen.tsx'))
export const loadMeanwhile = () => worded(import('./MeanwhileScreen.tsx'))

/** Fetches the screens of the call and after. A failure is met again, and told, where they are shown. */
export const fetchAhead = (): void => {
  void Promise.allSettled([loadCall(), loadMeanwhile(), loadEnd()])
}
