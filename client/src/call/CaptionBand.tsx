import type { Side } from '@farwindow/shared/call/machine.ts'
import { sides } from '@farwindow/shared/call/machine.ts'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useWords } from '../words/words.ts'
import type { CaptionLine, CaptionStore } from './captionstore.ts'

export interface CaptionBandProps {
  readonly captions: CaptionStore
  /** Who speaks, in words. */
  readonly names: Readonly<Record<Side, string>>
}

/** As much of a long sentence as fits; its end is what was said last. */
const mostSigns = 60
const tail = (text: string): string => (text.length > mostSigns ? `…${text.slice(-mostSigns)}` : text)

/** What is said, in large letters over the lower edge of the picture, for whoever wants it. */
export const CaptionBand = ({ captions, names }: CaptionBandProps): ReactNode => {
  const say = useWords('talk')
  const { state, wanted, said, hearing } = useStore(captions.state)
  if (state === 'none' || state === 'off') return null
  const now = sides.flatMap((by): CaptionLine[] => {
    const text = hearing[by]
    return text === undefined ? [] : [{ by, text }]
  })
  const lines = [...said, ...now].slice(-2)
  return (
    <div className="flex flex-col items-start">
      <p role="status" className="bg-stage/80 px-3 py-0.5 text-note">
        {say(state === 'paused' ? 'captionsPaused' : 'captionsKept')}
      </p>
      {wanted && lines.length > 0 && (
        <div
          data-captions=""
          className="w-full bg-stage/90 px-4 py-2 text-[1.25em] leading-snug font-medium kiosk:px-3 desk:text-[1.15rem]"
        >
          {lines.map(({ by, text }, index) => (
            // Lines only move up.
            // oxlint-disable-next-line react/no-array-index-key
            <p key={index}>
              <span className="text-[0.7em] opacity-80">{names[by]}</span> {tail(text)}
            </p>
          ))}
        </div>
      )}
    </div>
  )
}
