import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon, type IconName } from '../parts/icons.tsx'
import { PageFrame } from '../parts/PageFrame.tsx'
import { useWords } from '../words/words.ts'

const doors = [
  { path: '/kiosk', icon: 'screen', name: 'kiosk', text: 'kioskText' },
  { path: '/phone', icon: 'smartphone', name: 'phone', text: 'phoneText' },
  { path: '/clerk', icon: 'person', name: 'clerk', text: 'clerkText' },
  { path: '/reviewer', icon: 'document', name: 'reviewer', text: 'reviewerText' },
  { path: '/supervisor', icon: 'eye', name: 'supervisor', text: 'supervisorText' },
  { path: '/administrator', icon: 'settings', name: 'administrator', text: 'administratorText' },
  { path: '/progress', icon: 'progress', name: 'progress', text: 'progressText' },
] as const satisfies readonly { path: string; icon: IconName; name: string; text: string }[]

/** The way in for demonstrations and development: every side of the window. */
export const DoorPage = (): ReactNode => {
  const say = useWords('door')
  const common = useWords('common')
  return (
    <PageFrame brand={common('product')} title={say('title')} lead={say('lead')}>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {doors.map((door) => (
          <li key={door.path}>
            <Link
              href={door.path}
              className="flex h-full items-start gap-4 rounded-card border border-line bg-paper p-5 transition-colors hover:border-action hover:bg-action-soft"
            >
              <span className="grid size-11 shrink-0 place-items-center rounded-full bg-action-soft text-action">
                <Icon name={door.icon} />
              </span>
              <span className="flex flex-col gap-1">
                <span className="text-lead font-semibold">{say(door.name)}</span>
                <span className="text-quiet">{say(door.text)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PageFrame>
  )
}
