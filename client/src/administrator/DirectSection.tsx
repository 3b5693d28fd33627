import { mediaPolicy, type MediaPolicy } from '@farwindow/shared/call/route.ts'
import type { ReactNode } from 'react'
import { SelectField } from '../parts/ChoiceField.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWords } from '../words/words.ts'

export interface DirectSectionProps {
  readonly media: MediaPolicy | undefined
  readonly hall: string | undefined
  readonly onMedia: (media: MediaPolicy) => void
  readonly onHall: (hall: string) => void
}

/** Whether a window's calls may go from browser to browser, and the hall it stands in (DIRECT-1). */
export const DirectSection = ({ media, hall, onMedia, onHall }: DirectSectionProps): ReactNode => {
  const say = useWords('direct')
  const common = useWords('common')
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={say('media')}
        hint={say('mediaHint')}
        value={media ?? 'preferSfu'}
        chooseWord={common('choose')}
        required
        options={mediaPolicy.options.map((value) => ({ value, label: say(`media_${value}`) }))}
        onChange={(value) => onMedia(mediaPolicy.parse(value))}
      />
      <TextField
        label={say('hall')}
        hint={say('hallHint')}
        value={hall ?? ''}
        maxLength={128}
        onChange={onHall}
      />
    </div>
  )
}
