import { useState, type ReactNode } from 'react'
import { Icon } from './icons.tsx'

export interface PictureProps {
  readonly src: string
  /** Media type: pictures are shown, anything else is a link. */
  readonly type: string
  /** What it shows. */
  readonly name: string
  /** What pressing it does, read aloud. */
  readonly openWords: string
}

/** A paper or photo, small; pressing opens it in full in a tab of its own. */
export const Picture = ({ src, type, name, openWords }: PictureProps): ReactNode => {
  const [broken, setBroken] = useState(false)
  const isPicture = type.startsWith('image/') && !broken
  return (
    <a
      href={src}
      target="_blank"
      rel="noreferrer"
      aria-label={openWords}
      className="grid aspect-[4/3] w-full place-items-center overflow-hidden rounded-part border border-line bg-sunken text-quiet hover:border-action"
    >
      {isPicture ? (
        <img src={src} alt={name} onError={() => setBroken(true)} className="size-full object-contain" />
      ) : (
        <span className="flex flex-col items-center gap-1 p-2 text-center text-note">
          <Icon name="document" />
          {name}
        </span>
      )}
    </a>
  )
}
