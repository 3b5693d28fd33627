import type { StaffMember } from '@farwindow/shared/people/protocol.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import type { Option } from '../parts/ChoiceField.tsx'
import { EmptyState } from '../parts/states.tsx'
import { Table } from '../parts/Table.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { PersonForm } from './PersonForm.tsx'
import { labelOf } from './options.ts'
import type { OfficeStore } from './store.ts'

export interface PeoplePanelProps {
  readonly people: readonly StaffMember[]
  readonly places: readonly Option[]
  readonly items: readonly Option[]
  readonly office: OfficeStore
  /** Where a new member of staff most likely works. */
  readonly jurisdiction: string
}

/** Where the first administrator of an installation stands, until there is a place. */
const nowhere = '000000'

/** The skill that covers every item (shared/queue/matching.ts). */
const everything = '*'

/** Everybody who works here, and what they can do. */
export const PeoplePanel = ({ people, places, items, office, jurisdiction }: PeoplePanelProps): ReactNode => {
  const say = useWords('administrator')
  const common = useWords('common')
  const [edited, setEdited] = useState<StaffMember | null>(null)
  const skillsOf = ({ role, skills }: StaffMember): string => {
    if (role !== 'clerk') return '—'
    if (skills.includes(everything)) return say('allItems')
    return skills.length === 0 ? common('none') : skills.map((code) => labelOf(items, code)).join('、')
  }
  const blank: StaffMember = {
    version: 0,
    login: '',
    name: '',
    number: '',
    role: 'clerk',
    jurisdiction,
    skills: [everything],
    suspended: false,
    lockedUntil: 0,
  }
  return (
    <div className="flex flex-col gap-4">
      <Table
        caption={say('people')}
        captionHidden
        rows={people}
        keyOf={(one) => one.login}
        empty={<EmptyState icon="people" title={say('noPeople')} />}
        columns={[
          { name: say('personName'), heading: true, render: (one) => one.name },
          { name: say('login'), render: (one) => one.login },
          { name: say('number'), figures: true, render: (one) => one.number },
          { name: say('role'), render: (one) => say(`role_${one.role}`) },
          {
            name: say('jurisdiction'),
            render: (one) => (one.jurisdiction === nowhere ? '—' : labelOf(places, one.jurisdiction)),
          },
          { name: say('skills'), render: skillsOf },
          { name: say('state'), render: (one) => <Standing person={one} /> },
          {
            name: say('doing'),
            render: (one) => (
              <Button
                small
                className="whitespace-nowrap"
                label={`${common('edit')} ${one.name}`}
                onPress={() => setEdited(one)}
              >
                {common('edit')}
              </Button>
            ),
          },
        ]}
      />
      <div>
        <Button
          icon="add"
          disabledReason={places.length === 0 ? say('placesFirst') : undefined}
          onPress={() => setEdited(blank)}
        >
          {say('addPerson')}
        </Button>
      </div>
      {edited !== null && (
        <PersonForm
          person={edited}
          places={places}
          items={items}
          everything={everything}
          office={office}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  )
}

const Standing = ({ person }: { readonly person: StaffMember }): ReactNode => {
  const say = useWords('administrator')
  const times = useTimes()
  const [now] = useState(Date.now)
  if (person.suspended) return <Badge tone="bad">{say('suspended')}</Badge>
  if (person.lockedUntil > now)
    return <Badge tone="warn">{say('lockedUntil', { when: times.clock(person.lockedUntil) })}</Badge>
  return <Badge tone="good">{say('active')}</Badge>
}
