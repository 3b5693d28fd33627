import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useCallback } from 'react'
import { useWords, type Say } from './words.ts'

const minuteMs = 60_000

const waitWords = (say: Say<'common'>, ms: number): string =>
  ms < minuteMs
    ? say('seconds', { count: Math.max(1, Math.ceil(ms / 1000)) })
    : say('minutes', { count: Math.ceil(ms / minuteMs) })

/**
 * What a person reads when a request was refused: what happened, what to do, and when known, how long to wait
 * and the number that finds the log line. Details such as field paths are shown by the screen that knows them.
 */
export const useRefusalSentence = (): ((refused: Refusal) => string) => {
  const common = useWords('common')
  const refusal = useWords('refusal')
  const more = useWords('refusalMore')
  return useCallback(
    ({ code, detail, retryAfterMs, reference }) =>
      [
        code === 'fileType' && detail?.[0] === 'active' ? more('activePdf') : refusal(code),
        ...(retryAfterMs === undefined
          ? []
          : [more('retryAfter', { wait: waitWords(common, retryAfterMs) })]),
        ...(reference === undefined ? [] : [more('reference', { reference })]),
      ].join(' '),
    [common, refusal, more],
  )
}
