import type { ReactNode } from 'react'
import { Mark } from './icons.tsx'

export interface DeskColumn {
  /** Names the column for screen readers. */
  readonly label: string
  readonly content: ReactNode
}

export interface DeskFrameProps {
  readonly brand: string
  /** Who, which item, whose rules, how long. */
  readonly top: ReactNode
  /** Own state and the way out. */
  readonly topEnd?: ReactNode
  readonly banner?: ReactNode
  /** The queue and one's own state. */
  readonly left: DeskColumn
  /** The person: video, devices. */
  readonly middle: DeskColumn
  /** The matter: form, papers, identity. */
  readonly right: DeskColumn
  /** Notes, chat, quick sentences. */
  readonly bottom?: DeskColumn
}

const Region = ({
  column,
  className,
}: {
  readonly column: DeskColumn
  readonly className: string
}): ReactNode => (
  // Scrolls by itself, so the keyboard must be able to reach it.
  <section aria-label={column.label} tabIndex={0} className={`min-w-0 p-3 -outline-offset-3 ${className}`}>
    {column.content}
  </section>
)

/** The clerk's desk: three columns that scroll by themselves, bars above and below. Stacks when zoomed in far. */
export const DeskFrame = (props: DeskFrameProps): ReactNode => (
  <div className="flex min-h-dvh flex-col bg-ground lg:h-dvh">
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t-4 border-b border-t-emblem border-b-line bg-paper px-4 py-2">
      <Mark className="size-6" />
      <h1 className="text-lead font-semibold">{props.brand}</h1>
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-1">{props.top}</div>
      {props.topEnd}
    </header>
    {props.banner}
    <main className="grid min-h-0 grow grid-cols-1 lg:grid-cols-[17rem_minmax(0,1fr)_25rem] lg:grid-rows-[minmax(0,1fr)_auto] 2xl:grid-cols-[19rem_minmax(0,1fr)_34rem]">
      <Region column={props.left} className="border-line lg:row-span-2 lg:overflow-y-auto lg:border-r" />
      <Region column={props.middle} className="lg:overflow-y-auto" />
      <Region
        column={props.right}
        className="border-line bg-paper lg:row-span-2 lg:overflow-y-auto lg:border-l"
      />
      {props.bottom !== undefined && (
        <Region
          column={props.bottom}
          className="max-h-[16rem] border-t border-line bg-paper lg:overflow-y-auto"
        />
      )}
    </main>
  </div>
)
