import type { Material } from '@farwindow/shared/catalogue/item.ts'
import type { FileView } from '@farwindow/shared/record/protocol.ts'
import { useState, type ReactNode } from 'react'
import { Badge } from '../parts/Badge.tsx'
import { Button } from '../parts/Button.tsx'
import { Picture } from '../parts/Picture.tsx'
import { EmptyState } from '../parts/states.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useBilingual } from '../words/bilingual.ts'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'

export interface PaperPanelProps {
  readonly materials: readonly Material[]
  /** Codes that the form's values call for. */
  readonly wanted: ReadonlySet<string>
  readonly files: readonly FileView[]
  readonly closed: boolean
  readonly onJudge: (fileId: string, verdict: 'accepted' | 'returned', reason?: string) => Promise<unknown>
  /** Asks the applicant, in a line of text, for this paper. */
  readonly onAsk: (name: string) => Promise<unknown>
}

/** The papers: which are wanted, which are there, and whether they are good enough. */
export const PaperPanel = (props: PaperPanelProps): ReactNode => {
  const { materials, wanted, files } = props
  const say = useWords('clerk')
  const signatures = files.filter(({ purpose }) => purpose === 'signature')
  const shown = materials.filter(
    ({ code }) => wanted.has(code) || files.some(({ material }) => material === code),
  )
  const others = materials.filter((material) => !shown.includes(material))
  if (materials.length === 0) return <EmptyState title={say('noPapers')} />
  return (
    <div className="flex flex-col gap-3">
      {shown.map((material) => (
        <Paper key={material.code} {...props} material={material} />
      ))}
      {others.length > 0 && (
        <details>
          <summary className="min-h-target py-1 text-quiet">
            {say('otherPapers', { count: others.length })}
          </summary>
          <div className="flex flex-col gap-3">
            {others.map((material) => (
              <Paper key={material.code} {...props} material={material} />
            ))}
          </div>
        </details>
      )}
      <section className="flex flex-col gap-2 border-t border-line pt-3">
        <h3 className="font-semibold">{say('signature')}</h3>
        {signatures.length === 0 ? (
          <p className="text-quiet">{say('noSignature')}</p>
        ) : (
          signatures.slice(-1).map((file) => (
            <div key={file.id} className="w-[12rem]">
              <Picture
                src={`/files/clerk/${file.id}`}
                type={file.type}
                name={say('signature')}
                openWords={say('openFile', { name: say('signature') })}
              />
            </div>
          ))
        )}
      </section>
    </div>
  )
}

interface PaperProps extends PaperPanelProps {
  readonly material: Material
}

const Paper = ({ material, files, wanted, closed, onJudge, onAsk }: PaperProps): ReactNode => {
  const say = useWords('clerk')
  const read = useBilingual()
  const given = files.filter((file) => file.purpose === 'material' && file.material === material.code)
  const name = read(material.name)
  return (
    <section className="rounded-part border border-line p-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{name}</h3>
        {given.length === 0 && (
          <span className="flex items-center gap-2">
            <Badge tone={wanted.has(material.code) ? 'warn' : 'plain'}>
              {say(wanted.has(material.code) ? 'paperMissing' : 'paperOptional')}
            </Badge>
            {!closed && (
              <Button small icon="chat" label={`${say('askPaper')} ${name}`} onPress={() => onAsk(name)}>
                {say('askPaper')}
              </Button>
            )}
          </span>
        )}
      </header>
      <details className="text-note text-quiet">
        <summary className="py-0.5">{say('rules')}</summary>
        <ul className="list-disc pl-5">
          {material.rules.map((rule) => (
            <li key={rule.zh}>{read(rule)}</li>
          ))}
        </ul>
      </details>
      {given.map((file) => (
        <JudgedFile key={file.id} file={file} name={name} closed={closed} onJudge={onJudge} />
      ))}
    </section>
  )
}

interface FileProps extends Pick<PaperPanelProps, 'closed' | 'onJudge'> {
  readonly file: FileView
  readonly name: string
}

/** One file with its verdict: good, or back with the reason in words the applicant can act on. */
const JudgedFile = ({ file, name, closed, onJudge }: FileProps): ReactNode => {
  const say = useWords('clerk')
  const common = useWords('common')
  const times = useTimes()
  const [returning, setReturning] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <div className="mt-2 grid grid-cols-[9rem_minmax(0,1fr)] gap-3">
      <Picture
        src={`/files/clerk/${file.id}`}
        type={file.type}
        name={name}
        openWords={say('openFile', { name })}
      />
      <div className="flex flex-col items-start gap-2">
        <p className="flex flex-wrap items-center gap-2 text-note text-quiet">
          <span className="figures">{times.clock(file.at)}</span>
          {file.verdict === undefined ? (
            <Badge tone="info">{say('toJudge')}</Badge>
          ) : (
            <Badge tone={file.verdict === 'accepted' ? 'good' : 'bad'}>
              {say(`verdict_${file.verdict}`)}
            </Badge>
          )}
        </p>
        {file.reason !== undefined && <p className="text-note">{file.reason}</p>}
        {!closed && !returning && (
          <div className="flex flex-wrap gap-2">
            {file.verdict !== 'accepted' && (
              <Button
                small
                icon="check"
                label={`${say('accept')} ${name}`}
                onPress={() => onJudge(file.id, 'accepted')}
              >
                {say('accept')}
              </Button>
            )}
            {file.verdict !== 'returned' && (
              <Button small icon="undo" label={`${say('return')} ${name}`} onPress={() => setReturning(true)}>
                {say('return')}
              </Button>
            )}
          </div>
        )}
        {returning && (
          <>
            <TextField
              label={say('returnReason')}
              placeholder={say('returnExample')}
              value={reason}
              maxLength={500}
              onChange={setReason}
            />
            <div className="flex gap-2">
              <Button
                small
                kind="primary"
                disabledReason={reason.trim() === '' ? say('reasonMissing') : undefined}
                reasonHidden
                onPress={async () => {
                  await onJudge(file.id, 'returned', reason.trim())
                  setReturning(false)
                }}
              >
                {say('return')}
              </Button>
              <Button small onPress={() => setReturning(false)}>
                {common('cancel')}
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  )
}
