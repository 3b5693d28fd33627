import type { KioskView } from '@farwindow/shared/kiosk/protocol.ts'
import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import { isWithin } from '@farwindow/shared/region/jurisdiction.ts'
import type { ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { EmptyState } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useWords } from '../words/words.ts'
import type { Called } from '../region/names.ts'
import type { Overview } from './store.ts'
import { OpenNow } from './WindowPanel.tsx'

export interface OverviewPanelProps {
  readonly overview: Overview
  readonly people: readonly StaffMember[]
  readonly kiosks: readonly KioskView[]
  readonly called: Called
}

/** Every jurisdiction with what stands there: window, agreements, clerks, kiosks. */
export const OverviewPanel = ({ overview, people, kiosks, called }: OverviewPanelProps): ReactNode => {
  const say = useWords('administrator')
  const { jurisdictions, agreements, windows } = overview
  return (
    <Table
      caption={say('jurisdictions')}
      captionHidden
      rows={jurisdictions}
      keyOf={(one) => one.code}
      empty={<EmptyState icon="office" title={say('noJurisdictions')} />}
      columns={[
        { name: say('jurisdiction'), heading: true, render: (one) => called.place(one.code) },
        { name: say('code'), render: (one) => <span className="figures">{one.code}</span> },
        {
          name: say('window'),
          render: (one) => {
            const here = windows.filter((window) => window.jurisdiction === one.code)
            return here.length === 0 ? '—' : here.map((window) => <OpenNow key={window.id} window={window} />)
          },
        },
        {
          name: say('agreements'),
          figures: true,
          render: (one) =>
            agreements.filter(({ members }) => members.some((member) => isWithin(one.code, member))).length,
        },
        {
          name: say('clerks'),
          figures: true,
          render: (one) =>
            people.filter(
              ({ role, jurisdiction, suspended }) =>
                role === 'clerk' && jurisdiction === one.code && !suspended,
            ).length,
        },
        {
          name: say('kiosksOnline'),
          render: (one) => {
            const here = kiosks.filter(
              ({ jurisdiction, phase }) => jurisdiction === one.code && phase !== 'revoked',
            )
            const online = here.filter((kiosk) => kiosk.online).length
            return here.length === 0 ? (
              '—'
            ) : (
              <Badge tone={online === here.length ? 'good' : 'warn'}>{`${online} / ${here.length}`}</Badge>
            )
          },
        },
      ]}
    />
  )
}
