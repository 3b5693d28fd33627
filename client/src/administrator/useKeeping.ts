import type { Outcome as Answer } from '@farwindow/shared/protocol/refusal.ts'
import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import { useState } from 'react'
import { useOutcome, type Told } from './Outcome.tsx'

export interface KeepingAbout<T> {
  /** What is changed, as it was read; version 0 and a blank value add something new. */
  readonly start: Versioned<T>
  readonly save: (base: number, value: T) => Promise<Answer<{ readonly version: number }>>
  /** What stands in place of this now; null when nothing does. */
  readonly newest: (value: T) => Promise<Versioned<T> | null>
  /** Said when it went well. */
  readonly done: string
}

export interface Keeping<T> {
  readonly draft: T
  readonly set: (change: Partial<T>) => void
  readonly isNew: boolean
  /** Something in the draft is not saved. */
  readonly isChanged: boolean
  readonly told: Told
  /** What another administrator saved meanwhile; while it is there, nothing of the draft is lost. */
  readonly theirs: Versioned<T> | null
  /** What they changed of what one began with. */
  readonly changed: readonly (keyof T)[]
  /** Saves the draft; true when it went well. */
  readonly save: () => Promise<boolean>
  /** Begins again with what they saved. */
  readonly takeTheirs: () => void
  /** Saves the draft over what they saved. */
  readonly keepMine: () => Promise<boolean>
}

const differing = <T extends object>(one: T, other: T): (keyof T)[] => {
  const isKey = (key: string): key is Extract<keyof T, string> => key in other
  return Object.keys(other)
    .filter(isKey)
    .filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]))
}

/** Changing something that another administrator may change at the same time (REGION-6). */
export const useKeeping = <T extends object>(about: KeepingAbout<T>): Keeping<T> => {
  const [base, setBase] = useState(about.start)
  const [draft, setDraft] = useState(about.start.value)
  const [theirs, setTheirs] = useState<Versioned<T> | null>(null)
  const told = useOutcome(about.done)

  const saveFrom = async (version: number): Promise<boolean> => {
    const outcome = await about.save(version, draft)
    const newest = !outcome.ok && outcome.refusal.code === 'conflict' ? await about.newest(draft) : null
    setTheirs(newest)
    if (newest !== null) return false
    if (outcome.ok) setBase({ version: outcome.value.version, value: draft })
    return told.show(outcome)
  }

  return {
    draft,
    set: (change) => setDraft((now) => ({ ...now, ...change })),
    isNew: base.version === 0,
    isChanged: draft !== base.value && differing(base.value, draft).length > 0,
    told,
    theirs,
    changed: theirs === null ? [] : differing(base.value, theirs.value),
    save: () => saveFrom(base.version),
    takeTheirs: () => {
      if (theirs === null) return
      setBase(theirs)
      setDraft(theirs.value)
      setTheirs(null)
    },
    keepMine: () => saveFrom(theirs?.version ?? base.version),
  }
}
