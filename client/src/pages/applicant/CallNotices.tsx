import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../parts/Button.tsx'
import { Live } from '../../parts/Live.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { useWords } from '../../words/words.ts'
import type { Applicant } from './stores.ts'

/** What is wrong with one's own sound or picture, and the press that mends it. */
export const Troubles = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { media } = applicant
  const say = useWords('call')
  const { silent, view } = useStore(media.state)
  return (
    <div className="flex flex-col gap-3 empty:hidden not-empty:mb-4">
      {silent.length > 0 && (
        <Notice
          tone="warn"
          announce
          title={say('phoneHeld')}
          action={
            <Button icon="phone" onPress={() => Promise.all(silent.map((kind) => media.recapture(kind)))}>
              {say('phoneBack')}
            </Button>
          }
        />
      )}
      {view?.phase === 'replaced' && (
        <Notice
          tone="warn"
          announce
          title={say('mediaElsewhere')}
          action={<Button onPress={media.reopen}>{say('mediaHere')}</Button>}
        />
      )}
    </div>
  )
}

/** Read aloud: the clerk is here, the clerk wrote, the application was handed in. */
export const Voice = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const say = useWords('call')
  const said = useStore(applicant.call.state, (now) => now.lines.findLast(({ by }) => by === 'clerk'))
  const reference = useStore(applicant.visit.state, (now) => now.visit?.reference)
  return (
    <>
      <Live urgent>{say('joined')}</Live>
      <Live>{said === undefined ? '' : say('chatNew', { text: said.text })}</Live>
      <Live>{reference === undefined ? '' : say('submitted', { reference })}</Live>
    </>
  )
}
