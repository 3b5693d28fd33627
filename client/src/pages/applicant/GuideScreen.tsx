import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { GuideView } from '../../catalogue/GuideView.tsx'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Loading } from '../../parts/states.tsx'
import { ProspectsNotice } from '../../visit/ProspectsNotice.tsx'
import { useBilingual } from '../../words/bilingual.ts'
import { useWords } from '../../words/words.ts'
import { Frame } from './Frame.tsx'
import { GuideCheck } from './GuideCheck.tsx'
import type { Applicant } from './stores.ts'
import { useProspects } from './useProspects.ts'

/** What to know before calling. Camera, microphone and network are checked meanwhile. */
export const GuideScreen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { catalogue } = applicant
  const say = useWords('visit')
  const common = useWords('common')
  const read = useBilingual()
  const { guide: item } = useStore(catalogue.state)
  const prospects = useProspects(applicant)
  const isOpen = prospects === null || prospects.opening?.open === true
  return (
    <Frame
      applicant={applicant}
      screen="guide"
      step="choose"
      title={item === null ? common('loading') : read(item.name)}
      lead={item === null ? undefined : read(item.about)}
      onBack={applicant.back}
      primary={
        <Button
          kind="primary"
          big
          icon="phone"
          onPress={applicant.goCheck}
          disabledReason={isOpen ? undefined : say('closedButton')}
        >
          {say('callNow')}
        </Button>
      }
    >
      {prospects !== null && <ProspectsNotice prospects={prospects} />}
      <GuideCheck applicant={applicant} />
      {item === null ? (
        <Loading words={common('loading')} slowWords={common('loadingSlow')} />
      ) : (
        <>
          {item.guide.presenceRequired && <Notice tone="warn" title={say('guidePresence')} />}
          <GuideView guide={item.guide} />
        </>
      )}
    </Frame>
  )
}
