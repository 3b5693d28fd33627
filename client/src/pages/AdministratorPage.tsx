import type { Me } from '@farwindow/shared/people/protocol.ts'
import { useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { AgreementPanel } from '../administrator/AgreementPanel.tsx'
import { InvitePanel } from '../administrator/InvitePanel.tsx'
import { createDoor, DoorContext } from '../administrator/Leaving.tsx'
import { KioskPanel } from '../administrator/KioskPanel.tsx'
import { OverviewPanel } from '../administrator/OverviewPanel.tsx'
import { PeoplePanel } from '../administrator/PeoplePanel.tsx'
import { SetUp } from '../administrator/SetUp.tsx'
import { createOffice, type Overview } from '../administrator/store.ts'
import { WindowPanel } from '../administrator/WindowPanel.tsx'
import { ItemPanel } from '../administrator/ItemPanel.tsx'
import { SetUpSteps } from '../administrator/SetUpSteps.tsx'
import type { Link } from '../link.ts'
import { PageFrame } from '../parts/PageFrame.tsx'
import { Loading } from '../parts/states.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { OfflineBar } from '../people/OfflineBar.tsx'
import { createStaffSession } from '../people/session.ts'
import { StaffGate } from '../people/StaffGate.tsx'
import { StaffMenu } from '../people/StaffMenu.tsx'
import { useOnLink } from '../people/useLink.ts'
import { useSkew } from '../people/useSkew.ts'
import { createNames, loadNames } from '../region/names.ts'
import { useNames } from '../region/useNames.ts'
import { useBilingual } from '../words/bilingual.ts'
import { useWords } from '../words/words.ts'
import { ItemPreview } from './administrator/ItemPreview.tsx'

const build = (link: Link) => {
  const names = createNames(link)
  return {
    session: createStaffSession(link, 'administrator'),
    names,
    office: createOffice(link, () => loadNames(link, names)),
  }
}
type Made = ReturnType<typeof build> & { readonly link: Link }

/** The first administrator's one-time link carries its token behind the `#`, which never reaches a log. */
const tokenInAddress = (): string => location.hash.slice(1)

export const AdministratorPage = (): ReactNode => {
  const door = useWords('door')
  const common = useWords('common')
  const made = useOnLink('administrator', build)
  const [token, setToken] = useState(tokenInAddress)
  if (token !== '')
    return (
      <PageFrame brand={common('product')} title={door('administrator')} lead={door('administratorText')}>
        <SetUp
          link={made.link}
          token={token}
          onDone={() => {
            history.replaceState(null, '', location.pathname)
            setToken('')
          }}
        />
      </PageFrame>
    )
  return (
    <StaffGate
      link={made.link}
      session={made.session}
      title={door('administrator')}
      lead={door('administratorText')}
    >
      {(me) => <Office me={me} made={made} />}
    </StaffGate>
  )
}

const Office = ({ me, made }: { readonly me: Me; readonly made: Made }): ReactNode => {
  const door = useWords('door')
  const common = useWords('common')
  const say = useWords('administrator')
  const read = useBilingual()
  const { office } = made
  const { overview, items, people, kiosks } = useStore(office.state)
  const called = useNames(made.names)
  const clockSkewMs = useSkew(made.link)
  const [chosen, setChosen] = useState('overview')
  const [exit] = useState(createDoor)
  const open = (tab: string): void => exit.leave(() => setChosen(tab))
  const session = { ...made.session, signOut: async () => exit.leave(() => void made.session.signOut()) }

  const frame = {
    brand: common('product'),
    title: door('administrator'),
    // The first administrator of an installation stands nowhere yet; a bare code would say nothing.
    ...(isKnown(overview, me.jurisdiction) ? { lead: called.place(me.jurisdiction ?? '') } : {}),
    topEnd: <StaffMenu me={me} session={session} />,
  }
  if (overview === null || items === null || people === null || kiosks === null)
    return (
      <PageFrame {...frame}>
        <Loading words={common('loading')} slowWords={common('loadingSlow')} />
      </PageFrame>
    )
  const places = overview.jurisdictions
    .map(({ value: { code } }) => ({ value: code, label: called.place(code) }))
    .toSorted((one, other) => one.value.localeCompare(other.value))
  const itemOptions = items.map(({ code, name }) => ({ value: code, label: read(name) }))
  const jurisdiction = me.jurisdiction ?? ''
  const shared = { places, items: itemOptions, office }
  const tabs = [
    {
      id: 'overview',
      name: say('overview'),
      content: (
        <div className="flex flex-col gap-5">
          <SetUpSteps overview={overview} items={items} people={people} kiosks={kiosks} onOpen={open} />
          <OverviewPanel
            overview={overview}
            people={people}
            kiosks={kiosks}
            called={called}
            office={office}
          />
        </div>
      ),
    },
    {
      id: 'items',
      name: say('itemList'),
      badge: String(items.length),
      content: <ItemPanel items={items} office={office} Preview={ItemPreview} />,
    },
    {
      id: 'agreements',
      name: say('agreements'),
      badge: String(overview.agreements.length),
      content: <AgreementPanel agreements={overview.agreements} {...shared} />,
    },
    {
      id: 'windows',
      name: say('windows'),
      badge: String(overview.windows.length),
      content: <WindowPanel windows={overview.windows} {...shared} />,
    },
    {
      id: 'people',
      name: say('people'),
      badge: String(people.length),
      content: <PeoplePanel people={people} jurisdiction={jurisdiction} {...shared} />,
    },
    {
      id: 'kiosks',
      name: say('kiosks'),
      badge: String(kiosks.length),
      content: (
        <KioskPanel kiosks={kiosks} jurisdiction={jurisdiction} clockSkewMs={clockSkewMs} {...shared} />
      ),
    },
    { id: 'invite', name: say('invite'), content: <InvitePanel office={office} clockSkewMs={clockSkewMs} /> },
  ]
  return (
    <>
      <OfflineBar link={made.link} />
      <PageFrame {...frame}>
        <DoorContext value={exit}>
          <Tabs label={say('sections')} tabs={tabs} chosen={chosen} onChoose={open} />
        </DoorContext>
      </PageFrame>
    </>
  )
}

const isKnown = (overview: Overview | null, code: string | undefined): boolean =>
  overview?.jurisdictions.some(({ value }) => value.code === code) === true
