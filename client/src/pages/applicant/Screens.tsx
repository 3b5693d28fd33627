import { Activity, Fragment, lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { PageFrame } from '../../parts/PageFrame.tsx'
import { Loading } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { GuideScreen } from './GuideScreen.tsx'
import { StartScreen } from './StartScreen.tsx'
import type { Applicant } from './stores.ts'
import { loadCall, loadEnd, loadMeanwhile } from './later.ts'
import { screenOf } from './walk.ts'
import { WaitingScreen } from './WaitingScreen.tsx'

/** The check of one's devices comes while one reads the guide. */
const loadCheck = () => import('./CheckScreen.tsx')
const CheckScreen = lazy(async () => ({ default: (await loadCheck()).CheckScreen }))
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

/** Whether the call's screen has been fetched; while one waits, it is. */
const useCallFetched = (waits: boolean): boolean => {
  const [fetched, setFetched] = useState(false)
  const wanted = waits && !fetched
  useEffect(() => {
    if (!wanted) return undefined
    let open = true
    const fetchIt = async (): Promise<void> => {
      // A failure is met again, and told, where the screen is shown.
      const loaded = await loadCall().catch(() => null)
      if (open && loaded !== null) setFetched(true)
    }
    void fetchIt()
    return () => {
      open = false
    }
  }, [wanted])
  return fetched
}

const Screen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const known = useStore(applicant.visit.state, (now) => now.known)
  const visit = useStore(applicant.visit.state, (now) => now.visit)
  const walk = useStore(applicant.walk)
  const name = screenOf(visit, walk)
  const fetched = useCallFetched(name === 'waiting')
  const reads = name === 'guide'
  useEffect(() => {
    // A failure is met again, and told, where the check is shown.
    if (reads) loadCheck().catch(() => undefined)
  }, [reads])
  if (!known) return <Opening />
  const inCall = name === 'call'
  return (
    <>
      {/* Built out of sight while one waits: an answer only has to reveal it, and shows a face, not a screen being put together. */}
      {(inCall || (name === 'waiting' && fetched)) && (
        <Activity mode={inCall ? 'visible' : 'hidden'}>
          <Suspense fallback={inCall && <Opening />}>
            <CallScreen applicant={applicant} />
          </Suspense>
        </Activity>
      )}
      {!inCall && <Calm name={name} applicant={applicant} />}
    </>
  )
}

interface CalmProps {
  readonly name: Exclude<ReturnType<typeof screenOf>, 'call'>
  readonly applicant: Applicant
}

/** Every screen but the call. */
const Calm = ({ name, applicant }: CalmProps): ReactNode => {
  switch (name) {
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
    case 'end':
      return <EndScreen applicant={applicant} />
  }
}
