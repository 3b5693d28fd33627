import { useEffect } from 'react'
import { beginLine, quickWords } from '../../clerk/Lines.tsx'
import { actOf, type DeskAct } from '../../clerk/keys.ts'
import { useWords } from '../../words/words.ts'
import { askNextStill } from './still.ts'
import type { ClerkStores } from './stores.ts'

const isQuick = (act: DeskAct): act is (typeof quickWords)[number] => quickWords.some((word) => word === act)

/** The keys of the desk. While a dialog asks something only the answer key works: it is the dialog's own. */
export const useDeskKeys = (clerk: ClerkStores): void => {
  const say = useWords('clerk')
  useEffect(() => {
    const { call, queue, media, view, served, identity } = clerk
    const inCall = (): boolean => call.state.getState().call?.phase === 'active'
    const run = (act: DeskAct): void => {
      if (isQuick(act)) {
        if (inCall()) void call.say(say(act))
        return
      }
      switch (act) {
        case 'answer':
          if (call.state.getState().call?.phase === 'ringing') void call.answer()
          return
        case 'ready':
          clerk.ringer.unlock()
          return void queue.ready()
        case 'microphone':
          return media.setHeld('microphone', media.state.getState().view?.held.has('microphone') !== true)
        case 'form':
        case 'papers':
        case 'identity':
          return view.setState({ tab: act })
        case 'still':
          if (inCall()) void askNextStill(clerk)
          return
        case 'write':
          return beginLine()
        case 'submit':
          // Closed as its button is, until the identity check is accepted.
          if (
            identity.state.getState().identity?.phase === 'accepted' &&
            served.state.getState().visit !== null
          )
            view.setState({ submitting: true })
      }
    }
    const hear = (event: KeyboardEvent): void => {
      const act = actOf(event)
      if (act === null) return
      event.preventDefault()
      const asked = document.querySelector('dialog[open]') !== null
      if (!asked || act === 'answer') run(act)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [clerk, say])
}
