import type { Versioned } from '@farwindow/shared/protocol/versioned.ts'
import { openAt, type ServiceWindow } from '@farwindow/shared/region/window.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import type { Option } from '../parts/ChoiceField.tsx'
import { EmptyState } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { labelOf } from './options.ts'
import type { OfficeStore } from './store.ts'
import { WindowForm } from './WindowForm.tsx'

export interface WindowPanelProps {
  readonly windows: readonly Versioned<ServiceWindow>[]
  readonly places: readonly Option[]
  readonly items: readonly Option[]
  readonly office: OfficeStore
}

/** The staffed desks: where they stand, when they are open, what they can do. */
export const WindowPanel = ({ windows, places, items, office }: WindowPanelProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const read = useBilingual()
  const [edited, setEdited] = useState<Versioned<ServiceWindow> | 'new' | null>(null)
  const lacking =
    places.length === 0 ? say('placesFirst') : items.length === 0 ? say('itemsFirst') : undefined
  return (
    <div className="flex flex-col gap-4">
      <Table
        caption={say('windows')}
        captionHidden
        rows={windows}
        keyOf={({ value }) => value.id}
        empty={<EmptyState icon="office" title={say('noWindows')} />}
        columns={[
          { name: say('window'), heading: true, render: ({ value }) => read(value.name) },
          { name: say('jurisdiction'), render: ({ value }) => labelOf(places, value.jurisdiction) },
          { name: say('hours'), render: ({ value }) => <OpenNow window={value} /> },
          {
            name: say('windowItems'),
            render: ({ value }) => value.skills.map((code) => labelOf(items, code)).join(say('listComma')),
          },
          {
            name: say('doing'),
            render: (one) => (
              <Button
                small
                className="whitespace-nowrap"
                label={`${common('edit')} ${read(one.value.name)}`}
                onPress={() => setEdited(one)}
              >
                {common('edit')}
              </Button>
            ),
          },
        ]}
      />
      <div>
        <Button icon="add" disabledReason={lacking} onPress={() => setEdited('new')}>
          {say('addWindow')}
        </Button>
      </div>
      {edited !== null && (
        <WindowForm
          window={edited === 'new' ? null : edited}
          places={places}
          items={items}
          office={office}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

/** Open until when, or closed until when, by the saved hours. */
export const OpenNow = ({ window }: { readonly window: ServiceWindow }): ReactNode => {
  const say = useWords('administrator')
  const times = useTimes()
  // Read once when shown: an administrator looks at it, nobody waits for it to turn.
  const [now] = useState(Date.now)
  const opening = openAt([window], now)
  if (opening.open)
    return (
      <Badge tone="good">
        {opening.untilAt === null
          ? say('openAlways')
          : say('openUntil', { when: times.moment(opening.untilAt) })}
      </Badge>
    )
  return (
    <Badge tone="warn">
      {opening.nextAt === null ? say('closedNow') : say('opensAt', { when: times.moment(opening.nextAt) })}
    </Badge>
  )
}
