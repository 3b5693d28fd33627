import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../parts/Button.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'
import { EmptyState, ErrorState, Loading } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'
import { EnrolForm } from './EnrolForm.tsx'
import type { KioskStore } from './store.ts'

export interface KioskGateProps {
  readonly kiosk: KioskStore
  /** The applicant's screens. */
  readonly children: ReactNode
}

/** Shows the applicant's screens on an enrolled kiosk, and what to do on one that is not, or no longer. */
export const KioskGate = ({ kiosk, children }: KioskGateProps): ReactNode => {
  const say = useWords('kiosk')
  const common = useWords('common')
  const entry = useStore(kiosk.state)
  switch (entry.phase) {
    case 'in':
      return children
    case 'starting':
    case 'entering':
      return (
        <PageFrame brand={common('product')} title={say('entering')}>
          <Loading words={say('enteringText')} slowWords={say('enteringSlow')} />
        </PageFrame>
      )
    case 'unenrolled':
      return (
        <PageFrame brand={common('product')} title={say('enrolTitle')} lead={say('enrolLead')}>
          <EnrolForm refused={entry.refused} onEnrol={kiosk.enrol} />
        </PageFrame>
      )
    case 'shut':
      return (
        <PageFrame brand={common('product')} title={say('shutTitle')}>
          <ErrorState
            icon="lock"
            title={say('shutText')}
            action={<Button onPress={kiosk.enrolAnew}>{say('enrolAnew')}</Button>}
          >
            {say('shutRemedy')}
          </ErrorState>
        </PageFrame>
      )
    case 'elsewhere':
      return (
        <PageFrame brand={common('product')} title={say('elsewhereTitle')}>
          <EmptyState
            icon="screen"
            title={say('elsewhereText')}
            action={
              <Button kind="primary" onPress={kiosk.takeBack}>
                {say('takeBack')}
              </Button>
            }
          />
        </PageFrame>
      )
    case 'insecure':
      return (
        <PageFrame brand={common('product')} title={say('insecureTitle')}>
          <ErrorState icon="lock" title={say('insecureText')} />
        </PageFrame>
      )
  }
}
