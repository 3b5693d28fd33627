import type { SaidFile } from '@farwindow/shared/call/protocol.ts'
import type { ReactNode } from 'react'
import { Icon } from '../parts/icons.tsx'
import { useWords } from '../words/words.ts'
import type { FilePlace } from './FileViewer.tsx'

export interface FileLineProps {
  readonly file: SaidFile
  readonly place: FilePlace
  readonly onOpen: (file: SaidFile) => void
}

/** A file among the lines: a picture small, anything else by its name; pressing opens it in the page. */
export const FileLine = ({ file, place, onOpen }: FileLineProps): ReactNode => {
  const say = useWords('talk')
  return (
    <button
      type="button"
      aria-label={say('open', { name: file.name })}
      onClick={() => onOpen(file)}
      className="mt-1 flex min-h-target w-full items-center gap-3 rounded-part border border-edge bg-paper px-3 py-1 text-left font-medium text-action hover:bg-action-soft"
    >
      {file.type.startsWith('image/') ? (
        <img src={`/files/${place}/${file.id}`} alt="" className="size-[4em] shrink-0 object-cover" />
      ) : (
        <Icon name="document" />
      )}
      <span className="min-w-0 wrap-anywhere">{file.name}</span>
    </button>
  )
}
