/*
 * What nobody needs before they call is fetched while they check their devices: the first screen is light
 * (SCREEN-9), and nothing has to be fetched when the clerk answers.
 */

export const loadCall = () => import('./CallScreen.tsx')
export const loadEnd = () => import('./EndScreen.tsx')
export const loadMeanwhile = () => import('./MeanwhileScreen.tsx')

/** Fetches the screens of the call and after. A failure is met again, and told, where they are shown. */
export const fetchAhead = (): void => {
  void Promise.allSettled([loadCall(), loadMeanwhile(), loadEnd()])
}
