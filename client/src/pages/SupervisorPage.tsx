import type { Me } from '@farwindow/shared/people/protocol.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { LowRatings } from '../case/LowRatings.tsx'
import { createLowRatings } from '../case/lowratings.ts'
import { Mark } from '../parts/icons.tsx'
import { Button } from '../parts/Button.tsx'
import { PageHeading } from '../parts/PageHeading.tsx'
import { Loading } from '../parts/states.tsx'
import { OfflineBar } from '../people/OfflineBar.tsx'
import { createStaffSession } from '../people/session.ts'
import { StaffGate } from '../people/StaffGate.tsx'
import { StaffMenu } from '../people/StaffMenu.tsx'
import { useOnLink } from '../people/useLink.ts'
import { useSkew } from '../people/useSkew.ts'
import { createArchive } from '../recording/archive.ts'
import { GuestRecording } from '../recording/GuestRecording.tsx'
import { Recordings } from '../recording/Recordings.tsx'
import { createNames } from '../region/names.ts'
import { useNames } from '../region/useNames.ts'
import { guestOn } from './colleague.ts'
import { createBoard } from '../supervise/store.ts'
import { Wallboard } from '../supervise/Wallboard.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { StaffGuest } from '../call/guest/StaffGuest.tsx'
import type { Link } from '../link.ts'

const build = (link: Link) => ({
  session: createStaffSession(link, 'supervisor'),
  ...guestOn(link),
  names: createNames(link),
  board: createBoard(link),
  low: createLowRatings(link),
  archive: createArchive(link),
})
type Made = ReturnType<typeof build> & { readonly link: Link }

export const SupervisorPage = (): ReactNode => {
  const door = useWords('door')
  const made = useOnLink('supervisor', build)
  return (
    <StaffGate
      link={made.link}
      session={made.session}
      title={door('supervisor')}
      lead={door('supervisorText')}
    >
      {(me) => <Office me={me} made={made} />}
    </StaffGate>
  )
}

const Office = ({ me, made }: { readonly me: Me; readonly made: Made }): ReactNode => {
  const say = useWords('supervise')
  const common = useWords('common')
  const times = useTimes()
  const called = useNames(made.names)
  const { board } = useStore(made.board)
  const skew = useSkew(made.link)
  const recorded = useWords('recording')
  const [plays, setPlays] = useState(false)
  return (
    <div className="flex min-h-dvh flex-col bg-ground xl:h-dvh">
      <header className="flex flex-wrap items-center xl:flex-nowrap gap-x-4 gap-y-1 border-t-[6px] border-emblem bg-paper px-4 py-1">
        <Mark className="size-[1.6em]" />
        <span className="shrink-0 whitespace-nowrap">
          <PageHeading>{say('title')}</PageHeading>
        </span>
        <p className="min-w-0 truncate text-lead font-medium">{called.place(me.jurisdiction ?? '')}</p>
        {board !== null && (
          <p className="figures shrink-0 text-quiet">{say('updated', { when: times.clock(board.at) })}</p>
        )}
        <LowRatings low={made.low} called={called} />
        <Button
          className="shrink-0 whitespace-nowrap"
          icon={plays ? 'back' : 'video'}
          onPress={() => setPlays(!plays)}
        >
          {recorded(plays ? 'backToBoard' : 'recordings')}
        </Button>
        <StaffMenu me={me} session={made.session} />
      </header>
      <OfflineBar link={made.link} />
      <StaffGuest guest={made.guest} top={<GuestRecording recording={made.recorded} />}>
        <main className="flex min-h-0 grow flex-col p-3">
          {plays ? (
            <div className="mx-auto w-full max-w-[80rem] overflow-y-auto rounded-card bg-paper p-5">
              <Recordings archive={made.archive} page="supervisor" called={called} />
            </div>
          ) : board === null ? (
            <Loading words={common('loading')} slowWords={common('loadingSlow')} />
          ) : (
            <Wallboard board={board} clockSkewMs={skew} onJoin={made.guest.ask} />
          )}
        </main>
      </StaffGuest>
    </div>
  )
}
