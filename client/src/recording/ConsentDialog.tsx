import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon, type IconName } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'
import type { RecordingStore } from './store.ts'

const facts = [
  ['what', 'video'],
  ['why', 'shield'],
  ['long', 'clock'],
  ['who', 'people'],
] as const satisfies readonly (readonly [string, IconName])[]
const reasons = ['private', 'uneasy', 'unsure', 'unsaid'] as const

/** RECORDING-23: what is kept, what for, how long, who may see it; no stands beside yes, as large, and changes nothing. */
export const ConsentDialog = ({
  recording,
  direct,
}: {
  readonly recording: RecordingStore
  /** The call goes from browser to browser, which a recording ends. */
  readonly direct: boolean
}): ReactNode => {
  const say = useWords('recording')
  const [no, setNo] = useState(false)
  if (no) return <RefusedDialog recording={recording} onBack={() => setNo(false)} />
  return (
    <Dialog
      size="large"
      icon="record"
      title={say('consentTitle')}
      actions={
        <div className="grid w-full gap-3 kiosk:grid-cols-2">
          <Button big wide icon="close" onPress={() => setNo(true)}>
            {say('refuse')}
          </Button>
          <Button big wide icon="check" onPress={recording.agree}>
            {say('agree')}
          </Button>
        </div>
      }
    >
      <ul className="flex flex-col gap-3">
        {facts.map(([name, icon]) => (
          <li key={name} className="flex gap-[0.75em]">
            <Icon name={icon} className="mt-[0.1em] text-action" />
            <div>
              <p className="font-semibold">{say(`consent_${name}`)}</p>
              <p>
                {say(`consent_${name}Text`)}
                {name === 'what' && direct && say('consentDirect')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="rounded-part bg-good-soft px-4 py-3 font-medium">{say('noHarm')}</p>
    </Dialog>
  )
}

/** The no is taken; why, only who wants to says. */
const RefusedDialog = ({
  recording,
  onBack,
}: {
  readonly recording: RecordingStore
  readonly onBack: () => void
}): ReactNode => {
  const say = useWords('recording')
  return (
    <Dialog
      size="large"
      icon="good"
      title={say('refusedTitle')}
      onDismiss={() => void recording.refuse('unsaid')}
      actions={
        <Button icon="back" kind="quiet" onPress={onBack}>
          {say('backToQuestion')}
        </Button>
      }
    >
      <p>{say('refusedText')}</p>
      <div className="grid gap-3 kiosk:grid-cols-2">
        {reasons.map((why) => (
          <Button key={why} big onPress={() => recording.refuse(why)}>
            {say(`refused_${why}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
