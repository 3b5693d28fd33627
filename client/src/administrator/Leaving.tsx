import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useWords } from '../words/words.ts'

/** Goes on, or asks first whether what was changed may be lost. */
export type Guard = (go: () => void) => void

/** The page's way out of whatever is being changed. */
export interface Door {
  /** Whoever leaves is asked by `guard`, until the returned function is called. */
  watch(guard: Guard): () => void
  readonly leave: Guard
}

export const createDoor = (): Door => {
  let watched: Guard | null = null
  return {
    watch: (guard) => {
      watched = guard
      return () => {
        watched = null
      }
    },
    leave: (go) => (watched === null ? go() : watched(go)),
  }
}

export const DoorContext = createContext<Door>(createDoor())

/** Asks before a changed draft is lost, also where the whole page is closed or another part of it is opened. */
export const useLeaving = (changed: boolean): { readonly leave: Guard; readonly question: ReactNode } => {
  const door = useContext(DoorContext)
  const [wanted, setWanted] = useState<(() => void) | null>(null)
  useEffect(() => {
    if (!changed) return undefined
    const keep = (event: BeforeUnloadEvent): void => event.preventDefault()
    const pass = door.watch((go) => setWanted(() => go))
    window.addEventListener('beforeunload', keep)
    return () => {
      pass()
      window.removeEventListener('beforeunload', keep)
    }
  }, [changed, door])
  return {
    leave: (go) => (changed ? setWanted(() => go) : go()),
    question: wanted !== null && <Question onLeave={wanted} onStay={() => setWanted(null)} />,
  }
}

const Question = ({
  onLeave,
  onStay,
}: {
  readonly onLeave: () => void
  readonly onStay: () => void
}): ReactNode => {
  const say = useWords('administrator')
  return (
    <Dialog
      icon="warn"
      tone="warn"
      title={say('leaveTitle')}
      onDismiss={onStay}
      actions={
        <>
          <Button
            kind="danger"
            onPress={() => {
              onStay()
              onLeave()
            }}
          >
            {say('leaveDo')}
          </Button>
          <Button kind="primary" onPress={onStay}>
            {say('leaveStay')}
          </Button>
        </>
      }
    >
      <p>{say('leaveText')}</p>
    </Dialog>
  )
}
