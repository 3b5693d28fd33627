import { Fragment, lazy, Suspense, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { PageFrame } from '../../parts/PageFrame.tsx'
import { Loading } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { CheckScreen } from './CheckScreen.tsx'
import { GuideScreen } from './GuideScreen.tsx'
import { StartScreen } from './StartScreen.tsx'
import type { Applicant } from './stores.ts'
import { loadCall, loadEnd, loadMeanwhile } from './later.ts'
import { screenOf } from './walk.ts'
import { WaitingScreen } from './WaitingScreen.tsx'

const CallScreen = lazy(async () => ({ default: (await loadCall()).CallScreen }))
const EndScreen = lazy(async () => ({ default: (await loadEnd()).EndScreen }))
const MeanwhileScreen = lazy(async () => ({ default: (await loadMeanwhile()).MeanwhileScreen }))

/** The screen the applicant is on; after a wipe everything is built anew. */
export const Screens = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { number } = useStore(applicant.generation)
  return (
    <Fragment key={number}>
      <Suspense fallback={<Opening />}>
        <Screen applicant={applicant} />
      </Suspense>
    </Fragment>
  )
}

const Opening = (): ReactNode => {
  const common = useWords('common')
  return (
    <PageFrame brand={common('product')} title={common('loading')}>
      <Loading words={common('loading')} slowWords={common('loadingSlow')} />
    </PageFrame>
  )
}

const Screen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const known = useStore(applicant.visit.state, (now) => now.known)
  const visit = useStore(applicant.visit.state, (now) => now.visit)
  const walk = useStore(applicant.walk)
  if (!known) return <Opening />
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
