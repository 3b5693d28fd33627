import { z } from 'zod'

/**
 * What the applicant is asked to do before the camera. Each disturbs a played or swapped face: something passes
 * before it, it turns out of the frontal view, or a number nobody could know has to be shown.
 */
export const cueName = z.enum([
  'handBeforeFace',
  'turnLeft',
  'turnRight',
  'nod',
  'lookUp',
  'twoFingers',
  'threeFingers',
  'fourFingers',
])
export type CueName = z.infer<typeof cueName>

/** Whom a hand or head cue would shut out is given the other kind (IDENT-8). */
export const cueGroup = z.enum(['hands', 'head'])
export type CueGroup = z.infer<typeof cueGroup>

const groups: Readonly<Record<CueName, CueGroup>> = {
  handBeforeFace: 'hands',
  turnLeft: 'head',
  turnRight: 'head',
  nod: 'head',
  lookUp: 'head',
  twoFingers: 'hands',
  threeFingers: 'hands',
  fourFingers: 'hands',
}

/**
 * Chooses a cue that was not shown yet. `random` is in [0, 1) and comes from the server, so that neither side
 * can know or choose the cue beforehand. `avoid` leaves out what the applicant's body cannot do.
 */
export const chooseCue = (shown: readonly CueName[], random: number, avoid?: CueGroup): CueName => {
  const fitting = cueName.options.filter((cue) => groups[cue] !== avoid)
  const fresh = fitting.filter((cue) => !shown.includes(cue))
  const pool = fresh.length > 0 ? fresh : fitting
  return pool[Math.min(pool.length - 1, Math.floor(Math.max(0, random) * pool.length))] ?? 'nod'
}
