import { Fragment, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { PageFrame } from '../../parts/PageFrame.tsx'
import { Loading } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { CallScreen } from './CallScreen.tsx'
import { CheckScreen } from './CheckScreen.tsx'
import { EndScreen } from './EndScreen.tsx'
import { GuideScreen } from './GuideScreen.tsx'
import { MeanwhileScreen } from './MeanwhileScreen.tsx'
import { StartScreen } from './StartScreen.tsx'
import type { Applicant } from './stores.ts'
import { screenOf } from './walk.ts'
import { WaitingScreen } from './WaitingScreen.tsx'

/** The screen the applicant is on; after a wipe everything is built anew. */
export const Screens = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { number } = useStore(applicant.generation)
  return (
    <Fragment key={number}>
      <Screen applicant={applicant} />
    </Fragment>
  )
}

const Screen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const common = useWords('common')
  const known = useStore(applicant.visit.state, (now) => now.known)
  const visit = useStore(applicant.visit.state, (now) => now.visit)
  const walk = useStore(applicant.walk)
  if (!known)
    return (
      <PageFrame brand={common('product')} title={common('loading')}>
        <Loading words={common('loading')} slowWords={common('loadingSlow')} />
      </PageFrame>
    )
  switch (screenOf(visit, walk)) {
    case 'start':
      return <StartScreen applicant={applicant} />
    case 'guide':
      return <GuideScreen applicant={applicant} />
    case 'check':
      return <CheckScreen applicant={applicant} />
    case 'waiting':
      return <WaitingScreen applicant={applicant} />
    case 'waitingForm':
      return <MeanwhileScreen applicant={applicant} what="form" />
    case 'waitingPapers':
      return <MeanwhileScreen applicant={applicant} what="papers" />
    case 'call':
      return <CallScreen applicant={applicant} />
    case 'end':
      return <EndScreen applicant={applicant} />
  }
}
