import type { SaidLine } from './protocol.ts'
import type { Over } from './state.ts'

/**
 * The captions that belong to a recording (RECORDING-53): what was said while it was recorded. Of a pause nothing is
 * kept in it, and what was said then is not shown beside it either.
 */
export const spokenIn = (
  { consentedAt, endedAt, pauses }: Pick<Over, 'consentedAt' | 'endedAt' | 'pauses'>,
  said: readonly SaidLine[],
): SaidLine[] =>
  said
    .filter(
      ({ at }) =>
        consentedAt <= at &&
        at <= endedAt &&
        !pauses.some(({ fromAt, toAt = Infinity }) => fromAt <= at && at < toAt),
    )
    .toSorted((a, b) => a.at - b.at)
