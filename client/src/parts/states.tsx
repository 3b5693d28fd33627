import { useEffect, useState, type ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

/** Shorter waits show nothing: a flash of "loading" looks like a fault. */
const showAfterMs = 300
/** From here on people wonder whether it still works. */
const slowAfterMs = 5_000

export interface LoadingProps {
  readonly words: string
  /** Said when it takes long. */
  readonly slowWords: string
}

/** Words after 300 ms, other words when it is slow; no spinner. */
export const Loading = ({ words, slowWords }: LoadingProps): ReactNode => {
  const [phase, setPhase] = useState<'silent' | 'loading' | 'slow'>('silent')
  useEffect(() => {
    const show = setTimeout(() => setPhase('loading'), showAfterMs)
    const slow = setTimeout(() => setPhase('slow'), slowAfterMs)
    return () => {
      clearTimeout(show)
      clearTimeout(slow)
    }
  }, [])
  return (
    <div role="status" className="grid min-h-[30vh] place-items-center p-6 text-center text-quiet">
      {phase === 'silent' ? null : (
        <p className="flex items-center gap-[0.5em]">
          <Icon name="clock" />
          {phase === 'slow' ? slowWords : words}
        </p>
      )}
    </div>
  )
}

export interface StateProps {
  readonly icon?: IconName
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

const State = ({ icon, title, children, action, ink }: StateProps & { readonly ink: string }): ReactNode => (
  <div className="mx-auto flex max-w-[36em] flex-col items-center gap-3 px-6 py-10 text-center">
    {icon && (
      <span className={`grid size-[3.5em] place-items-center rounded-full bg-sunken ${ink}`}>
        <Icon name={icon} className="size-[1.75em]" />
      </span>
    )}
    <p className="text-lead font-semibold">{title}</p>
    {children !== undefined && <div className="text-quiet">{children}</div>}
    {action !== undefined && <div className="mt-2">{action}</div>}
  </div>
)

/** Nothing here yet, and how something gets here. */
export const EmptyState = (props: StateProps): ReactNode => (
  <State {...props} icon={props.icon ?? 'document'} ink="text-quiet" />
)

/** It failed: what happened, and the way on. */
export const ErrorState = (props: StateProps): ReactNode => (
  <div role="alert">
    <State {...props} icon={props.icon ?? 'warn'} ink="text-bad" />
  </div>
)
