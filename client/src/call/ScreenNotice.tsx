import type { ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'

/** As long as one shows one's screen: that one does, and the one press that ends it. */
export const ScreenNotice = ({ onHide }: { readonly onHide: () => void }): ReactNode => {
  const say = useWords('screen')
  return (
    <Notice
      tone="warn"
      announce
      title={say('showing')}
      action={
        <Button icon="close" onPress={onHide}>
          {say('hide')}
        </Button>
      }
    >
      {/* On a clerk's small screen the room is for who looks at it. */}
      <span className="desk:hidden desk:2xl:inline">{say('showingText')}</span>
    </Notice>
  )
}
