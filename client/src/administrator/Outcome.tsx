import type { Outcome as Answer } from '@farwindow/shared/protocol/refusal.ts'
import { useState, type ReactNode } from 'react'
import { Notice } from '../parts/Notice.tsx'
import { useRefusalSentence } from '../words/refusal.ts'

/** How the last change went, in words; nothing before the first. */
export interface Told {
  readonly told: { readonly well: boolean; readonly words: string } | null
  readonly show: (answer: Answer<unknown>) => boolean
}

/** Keeps how a change went; `done` is said when it went well. */
export const useOutcome = (done: string): Told => {
  const sentence = useRefusalSentence()
  const [told, setTold] = useState<Told['told']>(null)
  return {
    told,
    show: (answer) => {
      setTold(answer.ok ? { well: true, words: done } : { well: false, words: sentence(answer.refusal) })
      return answer.ok
    },
  }
}

/** Says how the last change went. */
export const Outcome = ({ of }: { readonly of: Told }): ReactNode =>
  of.told === null ? null : <Notice tone={of.told.well ? 'good' : 'bad'} title={of.told.words} announce />
