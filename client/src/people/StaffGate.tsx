import type { Me } from '@farwindow/shared/people/protocol.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Link } from '../link.ts'
import { Button } from '../parts/Button.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'
import { EmptyState, Loading } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'
import type { StaffSession } from './session.ts'
import { SignIn } from './SignIn.tsx'

export interface StaffGateProps {
  readonly link: Link
  readonly session: StaffSession
  /** What this page is for: 窗口人员. */
  readonly title: string
  readonly lead: string
  /** Runs inside the sign-in click. */
  readonly onPress?: () => void
  readonly children: (me: Me) => ReactNode
}

/** Lets only signed-in staff through; a broken line does not throw them out of what they are doing. */
export const StaffGate = ({ link, session, title, lead, onPress, children }: StaffGateProps): ReactNode => {
  const common = useWords('common')
  const state = useStore(link.state)
  if (state.phase === 'online') return children(state.me)
  if (state.phase === 'offline' && state.me !== null) return children(state.me)
  return (
    <PageFrame brand={common('product')} title={title} lead={lead}>
      {state.phase === 'signedOut' ? (
        <Outside session={session} why={state.why} onPress={onPress} />
      ) : (
        <Loading words={common('loading')} slowWords={common('loadingSlow')} />
      )}
    </PageFrame>
  )
}

interface OutsideProps {
  readonly session: StaffSession
  readonly why: string | undefined
  readonly onPress: (() => void) | undefined
}

const Outside = ({ session, why, onPress }: OutsideProps): ReactNode => {
  const say = useWords('people')
  if (why === 'replaced')
    return (
      <EmptyState
        icon="screen"
        title={say('replacedTitle')}
        action={
          <Button
            kind="primary"
            onPress={() => {
              onPress?.()
              session.takeBack()
            }}
          >
            {say('takeBack')}
          </Button>
        }
      >
        {say('replacedText')}
      </EmptyState>
    )
  const told = why === 'expired' || why === 'revoked' ? say(`why_${why}`) : undefined
  return <SignIn session={session} onPress={onPress} why={told} />
}
