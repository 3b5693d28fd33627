import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { Icon, type IconName } from './icons.tsx'

export interface IconButtonProps {
  readonly icon: IconName
  /** Always shown: a picture alone is not understood by everyone. */
  readonly children: string
  readonly onPress: () => void
  /** Read aloud instead of the short words. */
  readonly label?: string
  readonly pressed?: boolean
  readonly tone?: 'plain' | 'bad' | 'onStage' | 'stop'
  /** Picture beside the words instead of above them. */
  readonly beside?: boolean
  /** The language of the words when it is not the page's own: the language switch. */
  readonly lang?: string
  readonly shortcut?: string
}

const tones = {
  plain: 'text-ink hover:bg-action-soft active:bg-action-soft',
  bad: 'text-bad hover:bg-bad-soft active:bg-bad-soft',
  /** Ends something for good: hang up, stop sharing. */
  stop: 'bg-bad text-on-bad hover:bg-bad-pressed active:bg-bad-pressed',
  onStage: 'text-on-stage hover:bg-on-stage/15 active:bg-on-stage/15 focus-visible:outline-on-stage',
} as const

const held = {
  plain: 'bg-action-soft text-action',
  bad: 'bg-bad-soft text-bad',
  stop: 'bg-bad-pressed text-on-bad',
  onStage: 'bg-on-stage text-stage focus-visible:outline-on-stage',
} as const

/** A tool: picture with its name. */
export const IconButton = (props: IconButtonProps): ReactNode => (
  <button
    type="button"
    onClick={props.onPress}
    aria-label={props.label}
    aria-pressed={props.pressed}
    aria-keyshortcuts={props.shortcut}
    lang={props.lang}
    title={props.shortcut}
    className={classes(
      'inline-flex min-h-target min-w-target items-center justify-center rounded-part px-1 py-1 kiosk:px-2 desk:px-2 phone:px-0.5 font-medium transition-colors',
      'text-note',
      props.beside === true ? 'gap-[0.5em]' : 'flex-col gap-[0.15em]',
      props.pressed === true ? held[props.tone ?? 'plain'] : tones[props.tone ?? 'plain'],
    )}
  >
    <Icon name={props.icon} />
    <span className="leading-tight whitespace-nowrap">{props.children}</span>
  </button>
)
