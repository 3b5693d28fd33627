import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

export interface IdleGuardProps {
  /** Without a touch for this long the question appears. */
  readonly idleMs: number
  /** How long the question waits for an answer before the screen is wiped. */
  readonly answerMs: number
  readonly words: {
    readonly title: string
    /** Gets the seconds that are left. */
    readonly text: (seconds: number) => string
    readonly stay: string
    readonly leave: string
  }
  /** End and wipe: nobody answered, or the person said so. */
  readonly onLeave: () => void
  /** Nothing is asked while this holds: during a call the clerk is there. */
  readonly paused?: boolean
}

const signs = ['pointerdown', 'keydown', 'input', 'wheel'] as const

/**
 * SCREEN-6: protects the next person from the last one's data: asks "还在吗?" before anything is wiped, and gives a button
 * that goes on without losing anything (WCAG 2.2.1).
 */
export const IdleGuard = ({ idleMs, answerMs, words, onLeave, paused }: IdleGuardProps): ReactNode => {
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (paused === true || asking) return undefined
    let timer = setTimeout(() => setAsking(true), idleMs)
    const again = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => setAsking(true), idleMs)
    }
    for (const sign of signs) window.addEventListener(sign, again, { capture: true, passive: true })
    return () => {
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, again, { capture: true })
    }
  }, [idleMs, paused, asking])
  if (!asking || paused === true) return null
  return <IdleQuestion answerMs={answerMs} words={words} onStay={() => setAsking(false)} onLeave={onLeave} />
}

type QuestionProps = Pick<IdleGuardProps, 'answerMs' | 'words' | 'onLeave'> & { readonly onStay: () => void }

const IdleQuestion = ({ answerMs, words, onStay, onLeave }: QuestionProps): ReactNode => {
  const [seconds, setSeconds] = useState(Math.ceil(answerMs / 1000))
  const over = seconds <= 0
  const leave = useEffectEvent(onLeave)
  useEffect(() => {
    const tick = setInterval(() => setSeconds((left) => left - 1), 1000)
    return () => clearInterval(tick)
  }, [])
  useEffect(() => {
    if (over) leave()
  }, [over])
  return (
    <Dialog
      urgent
      icon="clock"
      tone="warn"
      title={words.title}
      onDismiss={onStay}
      actions={
        <>
          <Button kind="quiet" onPress={onLeave}>
            {words.leave}
          </Button>
          <Button kind="primary" big onPress={onStay}>
            {words.stay}
          </Button>
        </>
      }
    >
      <p className="figures">{words.text(Math.max(0, seconds))}</p>
    </Dialog>
  )
}
