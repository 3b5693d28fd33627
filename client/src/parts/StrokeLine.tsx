import type { Side } from '@farwindow/shared/call/machine.ts'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export interface StrokeLineProps {
  readonly id: string
  readonly by: Side
  /** The line as SVG path data. */
  readonly d: string
}

const inks: Readonly<Record<Side, string>> = { clerk: 'stroke-bad', applicant: 'stroke-action' }

const shared = {
  fill: 'none',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
  vectorEffect: 'non-scaling-stroke',
} as const

/** A stroke somebody drew, with a rim around its colour: it is seen on any ground, and thicker where more contrast is wanted. */
export const StrokeLine = ({ id, by, d }: StrokeLineProps): ReactNode => (
  <g data-stroke={id}>
    <path
      {...shared}
      d={d}
      className="stroke-paper stroke-[length:9px] kiosk:stroke-[length:13px] contrast-more:stroke-[length:14px] contrast-more:kiosk:stroke-[length:19px]"
    />
    <path
      {...shared}
      d={d}
      className={classes(
        'stroke-[length:5px] kiosk:stroke-[length:8px] contrast-more:stroke-[length:8px] contrast-more:kiosk:stroke-[length:12px]',
        inks[by],
      )}
    />
  </g>
)

/** A line through these points, each multiplied by `scale`. A single point is a dot. */
export const lineThrough = (points: readonly (readonly [number, number])[], scale = 1): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x * scale} ${y * scale}`).join(' ') +
  (points.length === 1 ? ' l0.1 0' : '')
