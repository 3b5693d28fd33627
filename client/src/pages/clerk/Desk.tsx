import type { Me } from '@farwindow/shared/people/protocol.ts'
import { Activity, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { askToNotify } from '../../clerk/attention.ts'
import { deskKeys } from '../../clerk/keys.ts'
import { KeyList } from '../../clerk/KeyList.tsx'
import { Notes } from '../../clerk/Notes.tsx'
import { TopFacts } from '../../clerk/TopFacts.tsx'
import { WrapUpCard } from '../../clerk/WrapUpCard.tsx'
import { Button } from '../../parts/Button.tsx'
import { DeskFrame } from '../../parts/DeskFrame.tsx'
import { Elapsed } from '../../parts/Elapsed.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Loading } from '../../parts/states.tsx'
import { OfflineBar } from '../../people/OfflineBar.tsx'
import { StaffMenu } from '../../people/StaffMenu.tsx'
import { useSkew } from '../../people/useSkew.ts'
import { OwnRecording } from '../../recording/OwnRecording.tsx'
import { QueueList } from '../../queue/QueueList.tsx'
import { SeatPanel } from '../../queue/SeatPanel.tsx'
import type { Called } from '../../region/names.ts'
import { useNames } from '../../region/useNames.ts'
import { useWords } from '../../words/words.ts'
import { CallStage } from './CallStage.tsx'
import { ClerkTalk } from './ClerkTalk.tsx'
import { middleOf } from './course.ts'
import { MatterSide } from './MatterSide.tsx'
import { OwnDevices } from './OwnDevices.tsx'
import { Ring } from './Ring.tsx'
import type { ClerkStores } from './stores.ts'
import { useDeskKeys } from './useDeskKeys.ts'
import { useRing } from './useRing.ts'
import { useSettled } from './useSettled.ts'

export interface DeskProps {
  readonly me: Me
  readonly clerk: ClerkStores
}

/** The clerk's desk: the queue and oneself, the person, the matter. */
export const Desk = ({ me, clerk }: DeskProps): ReactNode => {
  const say = useWords('clerk')
  const common = useWords('common')
  const called = useNames(clerk.names)
  const clockSkewMs = useSkew(clerk.link)
  const { call } = useStore(clerk.call.state)
  const { seat } = useStore(clerk.queue.state)
  const [showsKeys, setShowsKeys] = useState(false)
  useDeskKeys(clerk)
  useRing(clerk, called)
  const live = call?.phase === 'active'
  const talks = useSettled(middleOf(call, seat) === 'devices' ? undefined : call?.id)
  const part = { clerk, called, clockSkewMs }
  return (
    <>
      <DeskFrame
        brand={common('productShort')}
        top={<Top {...part} />}
        topEnd={
          <div className="flex items-center gap-1">
            <IconButton beside icon="info" onPress={() => setShowsKeys(true)}>
              {say('keys')}
            </IconButton>
            <StaffMenu me={me} session={clerk.session} />
          </div>
        }
        banner={<Banner clerk={clerk} />}
        left={{ label: say('queueColumn'), content: <Left {...part} /> }}
        middle={{ label: say('stageColumn'), content: <Middle {...part} /> }}
        right={{ label: say('matterColumn'), content: <MatterSide {...part} live={live} /> }}
        {...(talks
          ? { bottom: { label: say('talkColumn'), content: <Bottom clerk={clerk} live={live} /> } }
          : {})}
      />
      <Ring {...part} />
      {showsKeys && <KeyList onClose={() => setShowsKeys(false)} />}
    </>
  )
}

interface PartProps {
  readonly clerk: ClerkStores
  readonly called: Called
  readonly clockSkewMs: number
}

const Top = ({ clerk, called, clockSkewMs }: PartProps): ReactNode => {
  const say = useWords('clerk')
  const { call, caller } = useStore(clerk.call.state)
  const { seat } = useStore(clerk.queue.state)
  const { visit } = useStore(clerk.served.state)
  if (call === null || visit === null) return null
  const since = call.phase === 'active' ? call.answeredAt : seat?.since
  return (
    <>
      <TopFacts call={call} caller={caller} item={visit.item} called={called} reference={visit.reference} />
      {since !== undefined && (
        <span className="ml-auto text-lead font-semibold">
          <Elapsed
            sinceAt={since - clockSkewMs}
            label={say(call.phase === 'active' ? 'callTime' : 'wrapUpTime')}
          />
        </span>
      )}
    </>
  )
}

/** The line is broken, or the bell is locked: what must be known before anything else. */
const Banner = ({ clerk }: Pick<PartProps, 'clerk'>): ReactNode => {
  const say = useWords('clerk')
  const locked = useStore(clerk.ringer.state, (now) => now.locked)
  const waits = useStore(clerk.queue.state, (now) => now.seat?.phase === 'ready')
  return (
    <>
      <OfflineBar link={clerk.link} />
      {locked && waits && (
        <div className="border-b border-line px-3 py-2">
          <Notice
            tone="warn"
            title={say('soundLocked')}
            announce
            action={
              <Button icon="speaker" onPress={clerk.ringer.unlock}>
                {say('unlockSound')}
              </Button>
            }
          >
            {say('soundLockedText')}
          </Notice>
        </div>
      )}
    </>
  )
}

const Left = ({ clerk, called, clockSkewMs }: PartProps): ReactNode => {
  const common = useWords('common')
  const entries = useStore(clerk.queue.state, (now) => now.entries)
  return (
    <div className="flex flex-col gap-3">
      <SeatPanel
        queue={clerk.queue}
        clockSkewMs={clockSkewMs}
        readyKey={deskKeys.ready}
        onReady={() => {
          clerk.ringer.unlock()
          askToNotify()
        }}
      />
      {entries === null ? (
        <Loading words={common('loading')} slowWords={common('loadingSlow')} />
      ) : (
        <QueueList entries={entries} called={called} clockSkewMs={clockSkewMs} />
      )}
    </div>
  )
}

const Middle = ({ clerk, clockSkewMs }: PartProps): ReactNode => {
  const { call } = useStore(clerk.call.state)
  const { seat } = useStore(clerk.queue.state)
  const { visit } = useStore(clerk.served.state)
  const shown = middleOf(call, seat)
  return (
    <>
      {/* Built out of sight before it rings: an answer only has to reveal it. */}
      {shown !== 'wrapUp' && (
        <Activity mode={shown === 'call' ? 'visible' : 'hidden'}>
          <CallStage clerk={clerk} />
        </Activity>
      )}
      {shown === 'wrapUp' && (
        <WrapUpCard call={call} reference={visit?.reference} sinceAt={(seat?.since ?? 0) - clockSkewMs} />
      )}
      {shown === 'wrapUp' && call !== null && (
        <OwnRecording link={clerk.link} archive={clerk.archive} callId={call.id} />
      )}
      {shown === 'devices' && <OwnDevices clerk={clerk} />}
    </>
  )
}

const Bottom = ({ clerk, live }: { readonly clerk: ClerkStores; readonly live: boolean }): ReactNode => {
  const say = useWords('clerk')
  const notes = useStore(clerk.call.state, (now) => now.notes)
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <ClerkTalk clerk={clerk} closed={live ? undefined : say('lineClosed')} />
      <Notes notes={notes} onNote={clerk.call.note} />
    </div>
  )
}
