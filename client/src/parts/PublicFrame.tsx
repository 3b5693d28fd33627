import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { IconButton, type IconButtonProps } from './IconButton.tsx'
import { Mark } from './icons.tsx'
import { PageHeading } from './PageHeading.tsx'

export interface PublicFrameProps {
  /** Which screen this is; when it changes, the heading takes the focus and the page starts at its top. */
  readonly screen: string
  readonly brand: string
  /** Where the applicant stands and which office they talk to: 上海松江 → 浙江南浔. */
  readonly place?: string | undefined
  readonly title: string
  readonly lead?: string | undefined
  /** The steps of the journey. */
  readonly progress?: ReactNode
  /** Across the top, above everything: offline, recording. */
  readonly banner?: ReactNode
  readonly children: ReactNode
  /** The one thing to do next; always at the same place. */
  readonly primary?: ReactNode
  /** Beside the primary: never more than one. */
  readonly secondary?: ReactNode
  /** Back, help, language, care mode, end and wipe: always all of them, always in this order. */
  readonly tools: readonly IconButtonProps[]
  readonly toolsLabel: string
  /** The content fills the whole middle (the call): heading for screen readers only. */
  readonly full?: boolean
}

/** SCREEN-5: the frame of every public screen, kiosk or phone, standing or lying. */
export const PublicFrame = (props: PublicFrameProps): ReactNode => {
  const full = props.full === true
  return (
    <div className="flex min-h-dvh flex-col bg-ground">
      <header className="border-t-[6px] border-emblem bg-paper kiosk:border-t-[10px]">
        <div
          className={classes(
            'mx-auto flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 kiosk:gap-x-2 kiosk:px-6 kiosk:py-2',
            // From edge to edge as what is below it: so it is one line in large type, too.
            full ? 'phone:flex-nowrap' : 'max-w-[100rem]',
          )}
        >
          <Mark className="size-[1.75em]" />
          <p className="min-w-0 font-semibold">{props.brand}</p>
          {props.place !== undefined && (
            // On a phone in a call there is more to see than that.
            <p className={classes('ml-auto min-w-0 text-note text-quiet', full && 'phone:hidden')}>
              {props.place}
            </p>
          )}
        </div>
      </header>
      {props.banner}
      <main
        className={classes(
          'mx-auto flex w-full grow flex-col',
          full
            ? ''
            : 'max-w-[100rem] gap-5 px-4 pt-5 pb-8 kiosk:gap-4 kiosk:px-6 kiosk:pt-4 kiosk:pb-6 kiosk:wide:gap-3 kiosk:wide:pt-3',
        )}
      >
        {!full && props.progress}
        <div className={full ? 'sr-only' : 'flex flex-col gap-2 kiosk:gap-1'}>
          <PageHeading key={props.screen}>{props.title}</PageHeading>
          {props.lead !== undefined && <p className="max-w-[40em] text-quiet">{props.lead}</p>}
        </div>
        {props.children}
      </main>
      <PublicFoot {...props} />
    </div>
  )
}

/** Stays at the bottom, within reach of a child and of somebody in a wheelchair, above a phone's home bar. */
const PublicFoot = ({ primary, secondary, tools, toolsLabel }: PublicFrameProps): ReactNode => (
  <footer className="sticky bottom-0 z-10 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] short:static">
    <div className="mx-auto flex w-full max-w-[100rem] flex-col wide:flex-row-reverse wide:items-center wide:justify-between wide:gap-4 wide:px-6 wide:py-2">
      {(primary !== undefined || secondary !== undefined) && (
        <div className="flex flex-row-reverse gap-2 px-4 pt-3 *:flex-auto phone:care:flex-col kiosk:px-6 kiosk:pt-3 wide:min-w-[28rem] wide:p-0">
          {primary}
          {secondary}
        </div>
      )}
      <nav
        aria-label={toolsLabel}
        className="flex justify-between gap-1 px-2 py-1 kiosk:px-6 kiosk:py-2 wide:mr-auto wide:justify-start wide:gap-2 wide:p-0"
      >
        {tools.map((tool) => (
          <IconButton key={tool.icon} {...tool} />
        ))}
      </nav>
    </div>
  </footer>
)
