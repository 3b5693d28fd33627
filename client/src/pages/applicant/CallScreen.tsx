import type { GuestView } from '@farwindow/shared/call/guestprotocol.ts'
import { useStore } from 'zustand'
import { useDeferredValue, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { HangUpDialog } from '../../call/HangUpDialog.tsx'
import { onStage } from '../../call/media/view.ts'
import { SharedScreen } from '../../call/SharedScreen.tsx'
import { useIsDirect } from '../../call/DirectNotice.tsx'
import { SharingBar, type Kept } from '../../call/SharingBar.tsx'
import { Announced } from '../../call/guest/Announced.tsx'
import { GuestConsent } from '../../call/guest/GuestConsent.tsx'
import { Button } from '../../parts/Button.tsx'
import { classes } from '../../parts/classes.ts'
import { PaneTabs } from '../../parts/PaneTabs.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { RecordingBar } from '../../recording/RecordingBar.tsx'
import { useWords } from '../../words/words.ts'
import { Troubles, Voice } from './CallNotices.tsx'
import { CallStage } from './CallStage.tsx'
import { FormPane } from './FormPane.tsx'
import { Frame } from './Frame.tsx'
import { Cue, IdentitySide } from './IdentitySide.tsx'
import { PapersPane } from './PapersPane.tsx'
import { SigningPane } from './SigningPane.tsx'
import type { Applicant } from './stores.ts'
import { TalkPane } from './TalkPane.tsx'
import { useFormPane, type FormPane as Pane } from './useFormPane.ts'
import { useMarking } from './useMarking.ts'
import { usePanes } from './usePanes.ts'
import { useScrollRoom } from './useScrollRoom.ts'
import type { PaneName } from './walk.ts'

const noGuests: readonly GuestView[] = []

/** The call: the clerk large, oneself small, what is shared, and below or beside it what there is to do. */
export const CallScreen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const { form, surface } = applicant
  const say = useWords('call')
  const pane = useFormPane(applicant)
  const { tabs, chosen } = usePanes(applicant, pane)
  const view = useStore(form.state, (now) => now.form)
  const served = useStore(applicant.visit.state, (now) => now.visit?.phase === 'served')
  const direct = useIsDirect(applicant.media)
  const captions = useStore(applicant.captions.state, (now) => now.state)
  const kept = useKept(applicant)
  const guests = useStore(applicant.call.state, (now) => now.call?.guests) ?? noGuests
  // The face first: what there is to do is built when it is on the screen.
  const settled = useDeferredValue(served, false)
  const [hangingUp, setHangingUp] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  useScrollRoom(stage, surface === 'phone' && chosen !== 'sign')
  const wanted = useStore(applicant.identity.state, (now) => now.stillWanted)
  useReturnToTop(top, `${chosen} ${wanted ?? ''}`)
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
            ref={stage}
            className={classes(
              'phone:z-10 phone:short:static kiosk:contents',
              // A hand that signs needs the whole screen; the voice goes on.
              chosen === 'sign' ? 'phone:static' : 'phone:sticky phone:top-0',
            )}
          >
            {/* Beside each other on a lying screen: what is higher there takes from the picture. */}
            <div className="kiosk:wide:col-span-2 kiosk:wide:flex kiosk:wide:*:grow">
              <SharingBar
                hasForm={view?.phase === 'filling'}
                kept={kept}
                taken={view?.phase === 'filling' && view.control === 'applicantOnly'}
                onTakeBack={() => form.setControl('applicantOnly')}
                onGiveBack={() => form.setControl('shared')}
              />
              <RecordingBar recording={applicant.recording} direct={direct} captioned={captions === 'on'} />
            </div>
            <CallStage applicant={applicant} onHangUp={() => setHangingUp(true)} />
          </div>
          <div className="flex min-h-0 flex-col bg-ground">
            <div ref={top} className="border-b border-line bg-paper">
              <PaneTabs label={say('tabs')} tabs={tabs} chosen={chosen} onChoose={choose} />
            </div>
            <div
              ref={box}
              key={chosen}
              {...(scrollsInside ? { tabIndex: 0, role: 'region', 'aria-label': say('tabs') } : {})}
              className="min-h-0 grow px-4 pt-4 pb-8 -outline-offset-4 kiosk:overflow-y-auto kiosk:px-6 kiosk:pt-3"
            >
              <Troubles applicant={applicant} />
              <Announced guests={guests} />
              {settled && (
                <PaneContent
                  applicant={applicant}
                  chosen={chosen}
                  pane={pane}
                  onGo={choose}
                  {...(scrollsInside ? { box } : {})}
                />
              )}
            </div>
          </div>
        </div>
      </div>
      <Cue applicant={applicant} />
      <Voice applicant={applicant} />
      {served && <GuestConsent guests={guests} acts={applicant.guests} />}
      {hangingUp && <HangUpDialog onStay={() => setHangingUp(false)} onHangUp={applicant.call.hangUp} />}
    </Frame>
  )
}

/** What of sound and picture is kept at the moment, in words that are true of each combination. */
const useKept = (applicant: Applicant): Kept => {
  const direct = useIsDirect(applicant.media)
  const captions = useStore(applicant.captions.state, (now) => now.state)
  const phase = useStore(applicant.recording.state, ({ recording }) => recording?.phase)
  // Agreed to, and still going from browser to browser: nothing is recorded yet.
  if ((phase === 'recording' || phase === 'paused') && !direct) return 'recording'
  return captions === 'on' || captions === 'paused' ? 'captions' : 'nothing'
}

/** What has just come to the front is seen from its beginning, also where the whole page scrolls; of the talk, its end. */
const useReturnToTop = (top: RefObject<HTMLElement | null>, front: string): void => {
  const shown = useRef(front)
  useEffect(() => {
    if (shown.current === front) return
    shown.current = front
    if (front.startsWith('chat')) return
    top.current?.scrollIntoView({ block: 'start' })
  }, [top, front])
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

/** What the clerk shows, as large as there is room for. */
const ClerkScreen = ({ applicant }: { readonly applicant: Applicant }): ReactNode => {
  const say = useWords('screen')
  const screen = useStore(applicant.media.state, ({ view }) => onStage(view?.remotes ?? []).screen)
  const marking = useMarking(applicant, 'clerk')
  if (screen === undefined) return null
  return (
    <SharedScreen
      track={screen.track}
      label={say('clerkScreen')}
      marking={marking}
      className="h-[50vh] kiosk:h-full"
    />
  )
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
  if (chosen === 'identity') return <IdentitySide applicant={applicant} />
  if (chosen === 'screen') return <ClerkScreen applicant={applicant} />
  if (chosen === 'chat') return <TalkPane applicant={applicant} />
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
