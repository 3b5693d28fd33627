import type { FormDefinition } from '@farwindow/shared/form/definition.ts'
import type { FileView } from '@farwindow/shared/record/protocol.ts'
import type { ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { classes } from '../parts/classes.ts'
import { Picture } from '../parts/Picture.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'

export interface PapersProps {
  readonly definition: FormDefinition
  readonly files: readonly FileView[]
  readonly named: ReadonlySet<string>
  readonly onName?: ((code: string) => void) | undefined
}

/** Every paper the form knows, given or not, with the clerk's verdict. */
export const Papers = ({ definition, files, named, onName }: PapersProps): ReactNode => {
  const say = useWords('cases')
  const read = useBilingual()
  return (
    <ul className="flex flex-col gap-4">
      {definition.papers.map((paper) => {
        const given = files.filter((file) => file.purpose === 'material' && file.material === paper.code)
        const isNamed = named.has(paper.code)
        return (
          <li
            key={paper.code}
            className={classes(
              'rounded-part border p-3',
              isNamed ? 'border-warn bg-warn-soft' : 'border-line',
            )}
          >
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="font-semibold">{read(paper.name)}</h3>
              <span className="flex items-center gap-2">
                {given.length === 0 && <Badge>{say('notGiven')}</Badge>}
                {onName !== undefined && (
                  <Button
                    small
                    kind="quiet"
                    icon={isNamed ? 'check' : 'edit'}
                    pressed={isNamed}
                    label={`${say('name')} ${read(paper.name)}`}
                    onPress={() => onName(paper.code)}
                  >
                    {say('name')}
                  </Button>
                )}
              </span>
            </div>
            {given.length > 0 && (
              <ul className="mt-2 flex flex-wrap gap-3">
                {given.map((file) => (
                  <PaperFile key={file.id} file={file} name={read(paper.name)} />
                ))}
              </ul>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const PaperFile = ({ file, name }: { readonly file: FileView; readonly name: string }): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  return (
    <li className="flex w-[15rem] flex-col gap-1">
      <Picture
        src={`/files/reviewer/${file.id}`}
        type={file.type}
        name={name}
        openWords={say('openFile', { name })}
      />
      <p className="flex flex-wrap items-center justify-between gap-1 text-note text-quiet">
        <span className="figures">{times.moment(file.at)}</span>
        {file.verdict !== undefined && (
          <Badge tone={file.verdict === 'accepted' ? 'good' : 'bad'}>{say(`verdict_${file.verdict}`)}</Badge>
        )}
      </p>
      {file.reason !== undefined && <p className="text-note text-bad">{file.reason}</p>}
    </li>
  )
}
