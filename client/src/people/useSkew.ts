import { useEffect, useState } from 'react'
import type { Link } from '../link.ts'

/** Server clock minus this device's, ms; the last one known while the line is broken. */
export const useSkew = (link: Link): number => {
  const [skew, setSkew] = useState(0)
  useEffect(() => {
    const learn = (): void => {
      const state = link.state.getState()
      if (state.phase === 'online') setSkew(state.clockSkewMs)
    }
    learn()
    return link.state.subscribe(learn)
  }, [link])
  return skew
}
