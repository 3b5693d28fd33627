import { writtenNow } from '@farwindow/shared/call/draft.ts'
import type { SaidFile } from '@farwindow/shared/call/protocol.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { FileViewer } from '../../call/FileViewer.tsx'
import { Lines } from '../../clerk/Lines.tsx'
import { SheetDialog } from '../../clerk/SheetDialog.tsx'
import type { ClerkStores } from './stores.ts'

export interface ClerkTalkProps {
  readonly clerk: ClerkStores
  /** Why nothing can be written now. */
  readonly closed: string | undefined
}

/** Lines and files to and fro, and what the applicant is writing. */
export const ClerkTalk = ({ clerk: { call, talk, served }, closed }: ClerkTalkProps): ReactNode => {
  const lines = useStore(call.state, (now) => now.lines)
  const { reading, letters } = useStore(talk.state)
  const item = useStore(served.state, (now) => now.item)
  const [choosing, setChoosing] = useState(false)
  const [opened, setOpened] = useState<SaidFile | null>(null)
  return (
    <>
      <Lines
        lines={lines}
        closed={closed}
        typed={writtenNow(reading)}
        letters={letters}
        onLetters={talk.setLetters}
        onWrite={talk.write}
        onSay={talk.say}
        onQuick={call.say}
        onPush={talk.push}
        onOpen={setOpened}
        onSheets={item === null ? undefined : () => setChoosing(true)}
      />
      {choosing && item !== null && (
        <SheetDialog item={item} onSend={talk.sendSheet} onClose={() => setChoosing(false)} />
      )}
      {opened !== null && <FileViewer file={opened} place="clerk" onClose={() => setOpened(null)} />}
    </>
  )
}
