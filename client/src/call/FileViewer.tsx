import type { SaidFile } from '@farwindow/shared/call/protocol.ts'
import { useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Icon } from '../parts/icons.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useWords } from '../words/words.ts'
import { PdfPages } from './PdfPages.tsx'

/** Whose page it is: where its files are fetched, and whether they may be kept there. */
export type FilePlace = 'kiosk' | 'phone' | 'clerk'

export interface FileViewerProps {
  readonly file: SaidFile
  readonly place: FilePlace
  readonly onClose: () => void
}

/** A file of the talk, seen within the page (TALK-10): no other window, and at a kiosk nothing that stays behind. */
export const FileViewer = ({ file, place, onClose }: FileViewerProps): ReactNode => {
  const common = useWords('common')
  const say = useWords('talk')
  const src = `/files/${place}/${file.id}`
  return (
    <Dialog
      icon="document"
      title={file.name}
      size="large"
      onDismiss={onClose}
      actions={
        <>
          {place !== 'kiosk' && (
            <a
              href={src}
              download={file.name}
              className="inline-flex min-h-target items-center justify-center gap-[0.5em] rounded-part border border-edge px-[1em] font-medium text-action hover:bg-action-soft"
            >
              <Icon name="download" />
              {say('save')}
            </a>
          )}
          <Button kind="primary" onPress={onClose}>
            {common('close')}
          </Button>
        </>
      }
    >
      {file.type === 'application/pdf' ? <PdfPages src={src} /> : <PictureOf src={src} name={file.name} />}
    </Dialog>
  )
}

const PictureOf = ({ src, name }: { readonly src: string; readonly name: string }): ReactNode => {
  const say = useWords('talk')
  const [large, setLarge] = useState(false)
  const [broken, setBroken] = useState(false)
  if (broken) return <Notice tone="bad" title={say('broken')} announce />
  return (
    <>
      <div
        tabIndex={0}
        role="group"
        aria-label={name}
        className="h-[58dvh] overflow-auto kiosk:wide:h-[44dvh] rounded-part border border-line bg-sunken"
      >
        <img
          src={src}
          alt={say('pictureOf', { name })}
          onError={() => setBroken(true)}
          className={classes(large ? 'w-[200%] max-w-none' : 'size-full object-contain')}
        />
      </div>
      <div className="self-end">
        <Button icon={large ? 'minus' : 'search'} pressed={large} onPress={() => setLarge(!large)}>
          {say(large ? 'whole' : 'larger')}
        </Button>
      </div>
    </>
  )
}
