import type { CueName } from '@farwindow/shared/identity/cue.ts'
import type { ReactNode } from 'react'

/** Head and shoulders, as in a mirror; drawn with the pen of the icons. */
const head = 'M60 26a26 30 0 1 0 0 60 26 30 0 0 0 0-60M24 116c4-18 18-26 36-26s32 8 36 26'
const eyes = 'M50 52v3M70 52v3'
const mouth = 'M52 70c5 4 11 4 16 0'
/** A palm with fingers, its wrist at the bottom. */
const palm = 'M50 78V50M58 78V42M66 78V42M74 78V50M50 62c-8-6-12 2-6 8l10 18h18c4-6 4-10 4-18'

const drawings: Record<CueName, readonly string[]> = {
  handBeforeFace: [head, palm],
  turnLeft: [head, 'M42 52v3M58 52v3', 'M44 70c5 3 9 3 12 0', 'M34 14H10M18 6l-8 8 8 8'],
  turnRight: [head, 'M62 52v3M78 52v3', 'M64 70c5 3 9 3 12 0', 'M86 14h24M102 6l8 8-8 8'],
  nod: [head, eyes, mouth, 'M104 30v36M96 58l8 8 8-8M104 30l-8 8M104 30l8 8'],
  lookUp: [head, 'M50 42v3M70 42v3', 'M54 60c4 3 8 3 12 0', 'M104 60V24M96 32l8-8 8 8'],
  twoFingers: [head, eyes, mouth, 'M98 78V44M108 78V44'],
  threeFingers: [head, eyes, mouth, 'M94 78V46M103 78V42M112 78V46'],
  fourFingers: [head, eyes, mouth, 'M90 78V48M98 78V42M106 78V42M114 78V48'],
}

/** What the cue asks for, as a drawing beside its words. */
export const CuePicture = ({ cue }: { readonly cue: CueName }): ReactNode => (
  <svg
    viewBox="0 0 120 120"
    className="mx-auto w-full max-w-[14rem] text-action kiosk:max-w-[26rem]"
    fill="none"
    stroke="currentColor"
    strokeWidth="4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {drawings[cue].map((path) => (
      <path key={path} d={path} className={path === head ? 'text-ink' : ''} stroke="currentColor" />
    ))}
  </svg>
)
