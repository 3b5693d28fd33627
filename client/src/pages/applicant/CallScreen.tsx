import { useRef, useState, type ReactNode, type RefObject } from 'react'
import { useStore } from 'zustand'
import { CallControls } from '../../call/CallControls.tsx'
import { Chat } from '../../call/Chat.tsx'
import { SharingBar } from '../../call/SharingBar.tsx'
import { Stage } from '../../call/Stage.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Elapsed } from '../../parts/Elapsed.tsx'
import { Live } from '../../parts/Live.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { PaneTabs } from '../../parts/PaneTabs.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { useNames } from '../../region/useNames.ts'
import { useWords } from '../../words/words.ts'
import { FormPane } from './FormPane.tsx'
import { Frame } from './Frame.tsx'
import { Cue, IdentitySide } from './IdentitySide.tsx'
import { PapersPane } from './PapersPane.tsx'
import { SigningPane } from './SigningPane.tsx'
import type { Applicant } from './stores.ts'
import { useFormPane, type FormPane as Pane } from './useFormPane.ts'
import { usePanes } from './usePanes.ts'
import { useStage } from './useStage.ts'
import type { PaneName } from './walk.ts'

/** The call: the clerk large, oneself small, what is shared, and below or beside it what there is to do. */
export const CallScreen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { form, surface } = applicant
  const say = useWords('call')
  const stage = useStage(applicant)
  const pane = useFormPane(applicant)
  const { tabs, chosen } = usePanes(applicant, pane)
  const view = useStore(form.state, (now) => now.form)
  const [hangingUp, setHangingUp] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const scrollsInside = surface === 'kiosk'
  const choose = (to: PaneName): void => applicant.walk.setState({ pane: to })
  return (
    <Frame
      applicant={applicant}
      screen="call"
      title={say('title')}
      full
      onBack={() => setHangingUp(true)}
      primary={primaryOf(chosen, pane, choose, say)}
      secondary={
        chosen === 'form' && pane?.isFirst === false ? (
          <Button big icon="back" repeatable onPress={pane.previous}>
            {say('previousPage')}
          </Button>
        ) : undefined
      }
    >
      <div className="relative flex min-h-0 grow flex-col kiosk:min-h-[60rem] kiosk:wide:min-h-[38rem]">
        <div className="flex flex-col kiosk:absolute kiosk:inset-0 kiosk:grid kiosk:grid-rows-[auto_auto_minmax(0,1fr)] kiosk:wide:grid-cols-[46fr_54fr] kiosk:wide:grid-rows-[auto_minmax(0,1fr)]">
          <div
            data-stage=""
            className="phone:sticky phone:top-0 phone:z-10 phone:short:static kiosk:contents"
          >
            <div className="kiosk:wide:col-span-2">
              <SharingBar
                hasForm={view?.phase === 'filling'}
                taken={view?.phase === 'filling' && view.control === 'applicantOnly'}
                onTakeBack={() => form.setControl('applicantOnly')}
                onGiveBack={() => form.setControl('shared')}
              />
            </div>
            <div className="flex min-h-0 flex-col">
              <Stage
                {...stage}
                caption={<Caption applicant={applicant} />}
                className="h-[22vh] min-h-36 kiosk:h-[34rem] kiosk:wide:h-auto kiosk:wide:grow"
              />
              <Controls applicant={applicant} onHangUp={() => setHangingUp(true)} />
            </div>
          </div>
          <div className="flex min-h-0 flex-col bg-ground">
            <div className="border-b border-line bg-paper">
              <PaneTabs label={say('tabs')} tabs={tabs} chosen={chosen} onChoose={choose} />
            </div>
            <div
              ref={box}
              key={chosen}
              {...(scrollsInside ? { tabIndex: 0, role: 'region', 'aria-label': say('tabs') } : {})}
              className="min-h-0 grow px-4 pt-4 pb-8 -outline-offset-4 kiosk:overflow-y-auto kiosk:px-6 kiosk:pt-3"
            >
              <Troubles applicant={applicant} />
              <PaneContent
                applicant={applicant}
                chosen={chosen}
                pane={pane}
                onGo={choose}
                {...(scrollsInside ? { box } : {})}
              />
            </div>
          </div>
        </div>
      </div>
      <Cue applicant={applicant} />
      <Voice applicant={applicant} />
      {hangingUp && <HangUpDialog onStay={() => setHangingUp(false)} onHangUp={applicant.call.hangUp} />}
    </Frame>
  )
}

type Say = ReturnType<typeof useWords<'call'>>

/** The one thing to do next in each pane, always at the same place. */
const primaryOf = (
  chosen: PaneName,
  pane: Pane | null,
  choose: (to: PaneName) => void,
  say: Say,
): ReactNode => {
  if (pane === null) return undefined
  if (chosen === 'form')
    return (
      <Button
        kind="primary"
        big
        iconAfter="forward"
        repeatable
        onPress={() => {
          if (!pane.next()) choose('papers')
        }}
      >
        {say(pane.isLast ? 'toPapers' : 'nextPage')}
      </Button>
    )
  if (chosen === 'papers')
    return (
      <Button kind="primary" big iconAfter="forward" onPress={() => choose('sign')}>
        {say('toSign')}
      </Button>
    )
  return undefined
}

interface ContentProps {
  readonly applicant: Applicant
  readonly chosen: PaneName
  readonly pane: Pane | null
  readonly box?: RefObject<HTMLDivElement | null>
  readonly onGo: (to: PaneName) => void
}

const PaneContent = ({ applicant, chosen, pane, box, onGo }: ContentProps): ReactNode => {
  const say = useWords('call')
  const lines = useStore(applicant.call.state, (now) => now.lines)
  if (chosen === 'identity') return <IdentitySide applicant={applicant} />
  if (chosen === 'chat') return <Chat lines={lines} onSay={applicant.call.say} />
  if (pane === null)
    return (
      <EmptyState icon="chat" title={say('noForm')}>
        {say('noFormText')}
      </EmptyState>
    )
  if (chosen === 'papers') return <PapersPane applicant={applicant} />
  if (chosen === 'sign') return <SigningPane applicant={applicant} pane={pane} onGo={onGo} />
  return <FormPane applicant={applicant} pane={pane} {...(box === undefined ? {} : { box })} />
}

/** Who the clerk is, under the emblem line, and how long one has been talking. */
const Caption = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const say = useWords('call')
  const clerk = useStore(applicant.visit.state, (now) => now.visit?.clerk)
  const answeredAt = useStore(applicant.call.state, (now) => now.call?.answeredAt)
  const called = useNames(applicant.names)
  if (clerk === undefined) return null
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-0 border-l-[6px] border-emblem pl-3 leading-tight">
      <p className="font-semibold">
        {clerk.name} {say('clerkNumber', { number: clerk.number })}
      </p>
      <p className="text-[0.9em] phone:sr-only">
        {say('clerkOf', { office: called.place(clerk.jurisdiction) })}
      </p>
      {answeredAt !== undefined && (
        <p className="ml-auto text-[0.9em]">
          <Elapsed sinceAt={answeredAt} label={say('duration')} />
        </p>
      )}
    </div>
  )
}

const Controls = ({
  applicant,
  onHangUp,
}: {
  readonly applicant: Applicant
  readonly onHangUp: () => void
}): ReactNode => {
  const { media } = applicant
  const { camera, microphone, view } = useStore(media.state)
  return (
    <CallControls
      hasCamera={camera.state === 'granted'}
      hasMicrophone={microphone.state === 'granted'}
      cameraHeld={view?.held.has('camera') === true}
      microphoneHeld={view?.held.has('microphone') === true}
      onCamera={(held) => media.setHeld('camera', held)}
      onMicrophone={(held) => media.setHeld('microphone', held)}
      onHangUp={onHangUp}
    />
  )
}

/** What is wrong with one's own sound or picture, and the press that mends it. */
const Troubles = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
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
const Voice = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
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

const HangUpDialog = ({
  onStay,
  onHangUp,
}: {
  readonly onStay: () => void
  readonly onHangUp: () => Promise<unknown>
}): ReactNode => {
  const say = useWords('call')
  return (
    <Dialog
      icon="hangUp"
      tone="bad"
      title={say('hangUpTitle')}
      onDismiss={onStay}
      actions={
        <>
          <Button kind="danger" icon="hangUp" onPress={onHangUp}>
            {say('hangUpConfirm')}
          </Button>
          <Button kind="primary" onPress={onStay}>
            {say('hangUpCancel')}
          </Button>
        </>
      }
    >
      <p>{say('hangUpText')}</p>
    </Dialog>
  )
}
