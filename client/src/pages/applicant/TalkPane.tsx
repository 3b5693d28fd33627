import { writtenNow } from '@farwindow/shared/call/draft.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Chat } from '../../call/Chat.tsx'
import { useWords } from '../../words/words.ts'
import { SheetCard } from './SheetCard.tsx'
import { StillDialog } from './StillDialog.tsx'
import type { Applicant } from './stores.ts'

/** Lines and files to and fro, and what the clerk is writing. */
export const TalkPane = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { call, talk, media, surface } = applicant
  const say = useWords('talk')
  const lines = useStore(call.state, (now) => now.lines)
  const camera = useStore(media.state, (now) => now.camera)
  const { reading, letters } = useStore(talk.state)
  const [taking, setTaking] = useState(false)
  return (
    <>
      <Chat
        lines={lines}
        typed={writtenNow(reading)}
        letters={letters}
        onLetters={talk.setLetters}
        onWrite={talk.write}
        onSay={talk.say}
        place={surface}
        onPush={talk.push}
        renderSheet={(sheet) => <SheetCard applicant={applicant} sheet={sheet} />}
        // A kiosk's folders are not the applicant's, and not for their eyes.
        {...(surface === 'kiosk' ? { onPhoto: () => setTaking(true) } : {})}
      />
      {taking && (
        <StillDialog
          title={say('sendTitle')}
          hint={say('sendHint')}
          camera={camera}
          onClose={() => setTaking(false)}
          onUse={(picture) => talk.push(say('pictureName'), picture)}
        />
      )}
    </>
  )
}
