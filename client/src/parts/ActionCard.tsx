import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

export interface ActionCardProps {
  readonly icon: IconName
  readonly title: string
  readonly text: string
  readonly onPress: () => void
  /** How far it is: 已完成 3/5. */
  readonly state?: ReactNode
}

/** One of several things to do next; the whole card is the target. */
export const ActionCard = ({ icon, title, text, onPress, state }: ActionCardProps): ReactNode => (
  <button
    type="button"
    onClick={onPress}
    className="flex h-full w-full items-center gap-4 rounded-card border-2 border-line bg-paper p-4 text-left transition-colors hover:border-action active:bg-action-soft kiosk:gap-3 kiosk:p-3"
  >
    <span className="grid size-[2.75em] shrink-0 place-items-center rounded-full bg-action-soft text-action">
      <Icon name={icon} className="size-[1.5em]" />
    </span>
    <span className="flex min-w-0 grow flex-col">
      <span className="font-semibold">{title}</span>
      <span className="text-quiet">{text}</span>
    </span>
    {state}
    <Icon name="forward" className="text-action" />
  </button>
)
