import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useEffect, useState, type ReactNode } from 'react'
import { Link as PageLink } from 'wouter'
import { useStore } from 'zustand'
import { createLink } from '../link.ts'
import { Button } from '../parts/Button.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'
import { EmptyState, Loading } from '../parts/states.tsx'
import { JoinForm } from '../visit/JoinForm.tsx'
import { currentLanguage, useWords } from '../words/words.ts'
import { takeHash } from './applicant/hash.ts'
import { Screens } from './applicant/Screens.tsx'
import { createApplicant, type Applicant } from './applicant/stores.ts'

/** The applicant's side on a phone: let in by a one-time code, from a QR code or typed. */
export const PhonePage = (): ReactNode => {
  const [applicant] = useState(() => createApplicant(createLink('phone'), 'phone'))
  const [refused, setRefused] = useState<Refusal | null>(null)
  const join = async (code: string): Promise<boolean> => {
    const outcome = await applicant.visit.join(code, currentLanguage())
    setRefused(outcome.ok ? null : outcome.refusal)
    return outcome.ok
  }
  useEffect(() => {
    const code = takeHash()
    const enter = async (): Promise<void> => {
      // A code that was used already is often this very phone's, opened again: its session may still be good.
      if (code === null || !(await join(code))) applicant.link.connect()
    }
    void enter()
    // The page is entered once.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [applicant])

  const link = useStore(applicant.link.state)
  const hadVisit = useStore(applicant.visit.state, (now) => now.known)
  if (link.phase === 'signedOut')
    return (
      <Outside applicant={applicant} why={link.why} refused={refused} hadVisit={hadVisit} onJoin={join} />
    )
  if (link.phase === 'online' || hadVisit) return <Screens applicant={applicant} />
  return <Entering />
}

const Entering = (): ReactNode => {
  const say = useWords('visit')
  const common = useWords('common')
  return (
    <PageFrame brand={common('product')} title={say('joining')}>
      <Loading words={say('joining')} slowWords={say('joinSlow')} />
    </PageFrame>
  )
}

interface OutsideProps {
  readonly applicant: Applicant
  readonly why: string | undefined
  readonly refused: Refusal | null
  readonly hadVisit: boolean
  readonly onJoin: (code: string) => Promise<unknown>
}

const Outside = ({ applicant, why, refused, hadVisit, onJoin }: OutsideProps): ReactNode => {
  const say = useWords('visit')
  const common = useWords('common')
  const [typing, setTyping] = useState(false)
  if (why === 'replaced' && !typing)
    return (
      <PageFrame brand={common('product')} title={say('movedTitle')}>
        <EmptyState
          icon="smartphone"
          title={say('movedText')}
          action={<Button onPress={() => applicant.link.connect()}>{common('retry')}</Button>}
        />
      </PageFrame>
    )
  if (hadVisit && !typing)
    return (
      <PageFrame brand={common('product')} title={say('overTitle')}>
        <EmptyState
          icon="check"
          title={say('overText')}
          action={
            <div className="flex flex-col items-center gap-4">
              <PageLink href="/progress" className="text-action underline underline-offset-4">
                {say('overProgress')}
              </PageLink>
              <Button onPress={() => setTyping(true)}>{say('overAgain')}</Button>
            </div>
          }
        />
      </PageFrame>
    )
  return (
    <PageFrame brand={common('product')} title={say('joinTitle')} lead={say('joinLead')}>
      <JoinForm refused={refused} onJoin={onJoin} />
    </PageFrame>
  )
}
