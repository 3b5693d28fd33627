import { useEffect, useEffectEvent } from 'react'

/**
 * A phone's back gesture means “back” on the screen, not “leave the window”: a call must not end by a slip of the
 * thumb. One entry of the history stands before the page; going back to it asks the screen instead.
 */
export const useBackGesture = (onBack: (() => void) | undefined): void => {
  const back = useEffectEvent(() => onBack?.())
  const guarded = onBack !== undefined
  useEffect(() => {
    if (!guarded) return undefined
    const guard = (): void => {
      if (history.state !== 'guard') history.pushState('guard', '')
    }
    const hear = (): void => {
      guard()
      back()
    }
    guard()
    addEventListener('popstate', hear)
    return () => removeEventListener('popstate', hear)
  }, [guarded])
}
