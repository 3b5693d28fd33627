import { z } from 'zod'

/** One thing the applicant has to put right: a form field (its path) or a material (its code), and why. */
export const correctionPoint = z.strictObject({
  kind: z.enum(['field', 'material']),
  path: z.string().min(1).max(200),
  reason: z.string().trim().min(1).max(500),
})
export type CorrectionPoint = z.infer<typeof correctionPoint>

/** The one-time notice (一次性告知单): everything that is missing, told once (CASE-5). */
export const correctionNotice = z.strictObject({
  at: z.number(),
  by: z.string(),
  /** For the applicant to read. */
  note: z.string().max(1000),
  points: z.array(correctionPoint).min(1).max(100),
  /** Paths that no earlier notice named though one was given: told too late, for the supervisor to see. */
  toldLate: z.array(z.string()),
})
export type CorrectionNotice = z.infer<typeof correctionNotice>

/** A notice after those given before; `toldLate` is worked out. */
export const newNotice = (
  earlier: readonly CorrectionNotice[],
  told: Pick<CorrectionNotice, 'at' | 'by' | 'note'> & { readonly points: readonly CorrectionPoint[] },
): CorrectionNotice => {
  const known = new Set(earlier.flatMap((notice) => notice.points.map((point) => point.path)))
  const paths = told.points.map((point) => point.path)
  return {
    at: told.at,
    by: told.by,
    note: told.note,
    points: [...told.points],
    toldLate: earlier.length === 0 ? [] : paths.filter((path) => !known.has(path)),
  }
}

/** The paths of the notice that the applicant has not answered yet. */
export const unanswered = (notice: CorrectionNotice | undefined, answered: readonly string[]): string[] =>
  (notice?.points ?? []).map((point) => point.path).filter((path) => !answered.includes(path))
