import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Loading } from '../../parts/states.tsx'
import { useEstimate } from '../../visit/estimate.ts'
import { useWords } from '../../words/words.ts'
import { FormPane } from './FormPane.tsx'
import { Frame } from './Frame.tsx'
import { PapersPane } from './PapersPane.tsx'
import type { Applicant } from './stores.ts'
import { useFormPane } from './useFormPane.ts'

export interface MeanwhileScreenProps {
  readonly applicant: Applicant
  readonly what: 'form' | 'papers'
}

/** Filling in or handing in while one waits; the place in the queue stays in sight. */
export const MeanwhileScreen = ({ applicant, what }: MeanwhileScreenProps): ReactNode => {
  const { walk } = applicant
  const say = useWords('visit')
  const call = useWords('call')
  const common = useWords('common')
  const papers = useWords('papers')
  const pane = useFormPane(applicant)
  const isForm = what === 'form'
  return (
    <Frame
      applicant={applicant}
      screen={isForm ? 'waitingForm' : 'waitingPapers'}
      step="wait"
      title={isForm ? say('waitForm') : papers('title')}
      onBack={() => walk.setState({ meanwhile: 'wait' })}
      primary={
        isForm && pane !== null ? (
          <Button
            kind="primary"
            big
            iconAfter="forward"
            repeatable
            onPress={() => {
              if (!pane.next()) walk.setState({ meanwhile: 'papers' })
            }}
          >
            {call(pane.isLast ? 'toPapers' : 'nextPage')}
          </Button>
        ) : (
          <Button kind="primary" big onPress={() => walk.setState({ meanwhile: 'wait' })}>
            {say('backToWait')}
          </Button>
        )
      }
      secondary={
        isForm && pane?.isFirst === false ? (
          <Button big icon="back" repeatable onPress={pane.previous}>
            {call('previousPage')}
          </Button>
        ) : undefined
      }
    >
      <InQueue applicant={applicant} />
      {!isForm && <PapersPane applicant={applicant} />}
      {isForm && pane === null && <Loading words={common('loading')} slowWords={common('loadingSlow')} />}
      {isForm && pane !== null && <FormPane applicant={applicant} pane={pane} />}
    </Frame>
  )
}

const InQueue = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const say = useWords('visit')
  const estimate = useEstimate()
  const place = useStore(applicant.visit.state, (now) => now.place)
  const rings = useStore(applicant.visit.state, (now) => now.visit?.phase === 'offered')
  if (rings)
    return (
      <Notice tone="good" title={say('ringTitle')} announce>
        {say('ringText')}
      </Notice>
    )
  if (place === null) return null
  return (
    <Notice
      tone="info"
      title={say('waitAnnounce', { place: place.place, estimate: estimate(place.estimateMs) })}
      announce
    />
  )
}
