import type { ReactNode } from 'react'
import { Mark } from './icons.tsx'
import { PageHeading } from './PageHeading.tsx'

export interface PageFrameProps {
  readonly brand: string
  readonly title: string
  readonly lead?: string
  readonly topEnd?: ReactNode
  readonly children: ReactNode
}

/** A plain page for staff and for looking things up: head, heading, content. */
export const PageFrame = ({ brand, title, lead, topEnd, children }: PageFrameProps): ReactNode => {
  return (
    <div className="flex min-h-dvh flex-col bg-ground">
      <header className="border-t-4 border-b border-t-emblem border-b-line bg-paper">
        <div className="mx-auto flex w-full max-w-page wall:max-w-none wall:px-6 flex-wrap items-center gap-3 px-4 py-2">
          <Mark className="size-[1.6em]" />
          <p className="grow font-semibold">{brand}</p>
          {topEnd}
        </div>
      </header>
      <main className="mx-auto flex w-full max-w-page wall:max-w-none wall:px-6 grow flex-col gap-6 px-4 py-8">
        <div className="flex flex-col gap-2">
          <PageHeading key={title}>{title}</PageHeading>
          {lead !== undefined && <p className="max-w-[45em] text-quiet">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  )
}
