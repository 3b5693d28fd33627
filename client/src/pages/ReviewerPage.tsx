import type { Me } from '@farwindow/shared/people/protocol.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { CaseList } from '../case/CaseList.tsx'
import { CasePage } from '../case/CasePage.tsx'
import { createLowRatings } from '../case/lowratings.ts'
import { createCaseStore } from '../case/store.ts'
import { StaffGuest } from '../call/guest/StaffGuest.tsx'
import type { Link } from '../link.ts'
import { Mark } from '../parts/icons.tsx'
import { EmptyState, ErrorState, Loading } from '../parts/states.tsx'
import { OfflineBar } from '../people/OfflineBar.tsx'
import { createStaffSession } from '../people/session.ts'
import { StaffGate } from '../people/StaffGate.tsx'
import { StaffMenu } from '../people/StaffMenu.tsx'
import { useOnLink } from '../people/useLink.ts'
import { createArchive } from '../recording/archive.ts'
import { GuestRecording } from '../recording/GuestRecording.tsx'
import { Recordings } from '../recording/Recordings.tsx'
import { createNames } from '../region/names.ts'
import { useNames } from '../region/useNames.ts'
import { guestOn } from './colleague.ts'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'

const build = (link: Link) => ({
  session: createStaffSession(link, 'reviewer'),
  ...guestOn(link),
  names: createNames(link),
  cases: createCaseStore(link),
  low: createLowRatings(link),
  archive: createArchive(link),
})
type Made = ReturnType<typeof build> & { readonly link: Link }

export const ReviewerPage = (): ReactNode => {
  const door = useWords('door')
  const made = useOnLink('reviewer', build)
  return (
    <StaffGate link={made.link} session={made.session} title={door('reviewer')} lead={door('reviewerText')}>
      {(me) => <Office me={me} made={made} />}
    </StaffGate>
  )
}

const Office = ({ me, made }: { readonly me: Me; readonly made: Made }): ReactNode => {
  const say = useWords('cases')
  const door = useWords('door')
  const called = useNames(made.names)
  const { cases, phase, chosen } = useStore(made.cases.state)
  const low = useStore(made.low.state, (now) => now.cases)
  return (
    <div className="flex min-h-dvh flex-col bg-ground lg:h-dvh">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t-4 border-b border-t-emblem border-b-line bg-paper px-4 py-1">
        <Mark className="size-6" />
        <h1 className="text-lead font-semibold">{door('reviewer')}</h1>
        <p>{called.place(me.jurisdiction ?? '')}</p>
        <StaffMenu me={me} session={made.session} />
      </header>
      <OfflineBar link={made.link} />
      <StaffGuest guest={made.guest} top={<GuestRecording recording={made.recorded} />}>
        <main className="grid min-h-0 grow grid-cols-1 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <section
            aria-label={say('list')}
            tabIndex={0}
            className="border-line p-3 -outline-offset-3 lg:overflow-y-auto lg:border-r"
          >
            <CaseList
              cases={phase === 'lowRating' ? low : cases}
              phase={phase}
              lowRatings={low?.length ?? 0}
              chosen={chosen}
              called={called}
              onFilter={made.cases.filter}
              onChoose={made.cases.choose}
            />
          </section>
          <section
            aria-label={say('detail')}
            tabIndex={0}
            className="min-w-0 bg-paper p-5 -outline-offset-3 lg:overflow-y-auto"
          >
            <Detail made={made} />
          </section>
        </main>
      </StaffGuest>
    </div>
  )
}

const Detail = ({ made }: { readonly made: Made }): ReactNode => {
  const say = useWords('cases')
  const common = useWords('common')
  const sentence = useRefusalSentence()
  const called = useNames(made.names)
  const { chosen, shown, refused } = useStore(made.cases.state)
  if (refused !== null) return <ErrorState title={sentence(refused)} />
  if (chosen === null) return <EmptyState title={say('choose')}>{say('chooseText')}</EmptyState>
  if (shown === null) return <Loading words={common('loading')} slowWords={common('loadingSlow')} />
  return (
    <CasePage
      key={shown.reference}
      shown={shown}
      called={called}
      cases={made.cases}
      low={made.low}
      recordings={
        <Recordings archive={made.archive} page="reviewer" reference={shown.reference} called={called} />
      }
    />
  )
}
