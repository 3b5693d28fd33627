import type { KioskView } from '@farwindow/shared/kiosk/protocol.ts'
import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import { isWithin } from '@farwindow/shared/region/jurisdiction.ts'
import type { Jurisdiction } from '@farwindow/shared/region/jurisdiction.ts'
import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { EmptyState } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useWords } from '../words/words.ts'
import type { Called } from '../region/names.ts'
import { JurisdictionForm } from './JurisdictionForm.tsx'
import type { OfficeStore, Overview } from './store.ts'
import { OpenNow } from './WindowPanel.tsx'

export interface OverviewPanelProps {
  readonly overview: Overview
  readonly people: readonly StaffMember[]
  readonly kiosks: readonly KioskView[]
  readonly called: Called
  readonly office: OfficeStore
}

/** Every jurisdiction with what stands there: windows, agreements, clerks, kiosks. */
export const OverviewPanel = ({
  overview,
  people,
  kiosks,
  called,
  office,
}: OverviewPanelProps): ReactNode => {
  const say = useWords('administrator')
  const [edited, setEdited] = useState<Versioned<Jurisdiction> | 'new' | null>(null)
  const { jurisdictions } = overview
  const agreements = overview.agreements.map(({ value }) => value)
  const windows = overview.windows.map(({ value }) => value)
  const add = (
    <Button icon="add" onPress={() => setEdited('new')}>
      {say('addJurisdiction')}
    </Button>
  )
  return (
    <div className="flex flex-col gap-4">
      <Table
        caption={say('jurisdictions')}
        captionHidden
        rows={jurisdictions.toSorted((one, other) => one.value.code.localeCompare(other.value.code))}
        keyOf={({ value }) => value.code}
        empty={<EmptyState icon="office" title={say('noJurisdictions')} action={add} />}
        columns={[
          { name: say('jurisdiction'), heading: true, render: ({ value: one }) => called.place(one.code) },
          { name: say('code'), render: ({ value: one }) => <span className="figures">{one.code}</span> },
          {
            name: say('window'),
            render: ({ value: one }) => {
              const here = windows.filter((window) => window.jurisdiction === one.code)
              return here.length === 0 ? (
                '—'
              ) : (
                <div className="flex flex-wrap gap-1">
                  {here.map((window) => (
                    <OpenNow key={window.id} window={window} />
                  ))}
                </div>
              )
            },
          },
          {
            name: say('agreements'),
            figures: true,
            render: ({ value: one }) =>
              agreements.filter(({ members }) => members.some((member) => isWithin(one.code, member))).length,
          },
          {
            name: say('clerks'),
            figures: true,
            render: ({ value: one }) =>
              people.filter(
                ({ role, jurisdiction, suspended }) =>
                  role === 'clerk' && jurisdiction === one.code && !suspended,
              ).length,
          },
          {
            name: say('kiosksOnline'),
            render: ({ value: one }) => {
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
          {
            name: say('doing'),
            render: (one) => (
              <Button
                small
                className="whitespace-nowrap"
                label={`${say('rename')} ${called.place(one.value.code)}`}
                onPress={() => setEdited(one)}
              >
                {say('rename')}
              </Button>
            ),
          },
        ]}
      />
      {jurisdictions.length > 0 && <div>{add}</div>}
      {edited !== null && (
        <JurisdictionForm
          jurisdiction={edited === 'new' ? null : edited}
          known={jurisdictions.map(({ value }) => value)}
          office={office}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}
