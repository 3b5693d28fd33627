import { useEffect } from 'react'
import { useStore } from 'zustand'
import { flashTitle, notify } from '../../clerk/attention.ts'
import type { Called } from '../../region/names.ts'
import { useWords } from '../../words/words.ts'
import type { ClerkStores } from './stores.ts'

/** A ringing call flashes in the title and stands over other windows, until it is answered or gone. */
export const useRing = ({ call }: Pick<ClerkStores, 'call'>, called: Called): void => {
  const say = useWords('clerk')
  const queue = useWords('queue')
  const ringing = useStore(call.state, (now) => (now.call?.phase === 'ringing' ? now.caller : null))
  const item = ringing?.item === undefined ? queue('noItem') : called.item(ringing.item)
  const place = ringing === null ? '' : called.place(ringing.from)
  const isRinging = ringing !== null
  useEffect(() => {
    if (!isRinging) return undefined
    const calm = flashTitle(say('ringTab'))
    const close = notify(say('ringTitle'), say('ringBody', { item, place }))
    return () => {
      calm()
      close()
    }
  }, [isRinging, item, place, say])
}
