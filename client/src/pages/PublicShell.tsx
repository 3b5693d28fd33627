import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import type { IconButtonProps } from '../parts/IconButton.tsx'
import { IdleGuard } from '../parts/IdleGuard.tsx'
import { PublicFrame, type PublicFrameProps } from '../parts/PublicFrame.tsx'
import { useLanguageSwitch } from '../words/useLanguageSwitch.ts'
import { useWords } from '../words/words.ts'
import { useCareSwitch } from './useCareSwitch.ts'

export interface PublicShellProps extends Omit<PublicFrameProps, 'brand' | 'tools' | 'toolsLabel'> {
  /** Left out on the first screen, where there is nothing to go back to. */
  readonly onBack?: (() => void) | undefined
  /** Calls a person. */
  readonly onHelp: () => void
  /** Ends the visit and wipes the screen, after the question was answered. */
  readonly onEnd: () => void
  /** How long a kiosk may stand untouched before it asks; left out on phones and during calls. */
  readonly idleMs?: number | undefined
}

/** WCAG 2.2.1 asks for at least 20 s to answer; older people get a minute. */
const answerMs = 60_000

const useTools = ({ onBack, onHelp }: PublicShellProps, askEnd: () => void): IconButtonProps[] => {
  const say = useWords('common')
  const [language, care] = [useLanguageSwitch(), useCareSwitch()]
  const back: IconButtonProps[] =
    onBack === undefined ? [] : [{ icon: 'back', children: say('back'), onPress: onBack }]
  return [
    ...back,
    { icon: 'help', children: say('help'), onPress: onHelp },
    language,
    care,
    { icon: 'end', children: say('endShort'), label: say('end'), tone: 'bad', onPress: askEnd },
  ]
}

/** A public screen with everything each of them has: back, help, language, care mode, end and wipe, idle question. */
export const PublicShell = (props: PublicShellProps): ReactNode => {
  const say = useWords('common')
  const [ending, setEnding] = useState(false)
  const tools = useTools(props, () => setEnding(true))
  return (
    <>
      <PublicFrame {...props} brand={say('product')} tools={tools} toolsLabel={say('tools')} />
      {ending && (
        <Dialog
          icon="end"
          tone="bad"
          title={say('endTitle')}
          onDismiss={() => setEnding(false)}
          actions={
            <>
              <Button
                kind="danger"
                onPress={() => {
                  setEnding(false)
                  props.onEnd()
                }}
              >
                {say('endConfirm')}
              </Button>
              <Button kind="primary" onPress={() => setEnding(false)}>
                {say('endCancel')}
              </Button>
            </>
          }
        >
          <p>{say('endText')}</p>
        </Dialog>
      )}
      {props.idleMs !== undefined && (
        <IdleGuard
          idleMs={props.idleMs}
          answerMs={answerMs}
          onLeave={props.onEnd}
          words={{
            title: say('idleTitle'),
            text: (seconds) => say('idleText', { seconds }),
            stay: say('idleStay'),
            leave: say('idleLeave'),
          }}
        />
      )}
    </>
  )
}
