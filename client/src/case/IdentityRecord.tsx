import type { CaseView } from '@farwindow/shared/case/sight.ts'
import type { FilePurpose } from '@farwindow/shared/record/protocol.ts'
import type { ReactNode } from 'react'
import { Notice } from '../parts/Notice.tsx'
import { Picture } from '../parts/Picture.tsx'
import { useTimes } from '../words/times.ts'
import { useWords } from '../words/words.ts'
import { useDoer } from './useDoer.ts'

const evidence = [
  'documentFront',
  'documentBack',
  'face',
  'signature',
] as const satisfies readonly FilePurpose[]

/** How the applicant was identified: the decision, and what it rests on as far as this role may see it. */
export const IdentityRecord = ({ shown }: { readonly shown: CaseView }): ReactNode => {
  const say = useWords('cases')
  const times = useTimes()
  const named = useDoer()
  const { identity, files } = shown
  return (
    <div className="flex flex-col gap-4">
      {identity === null ? (
        <Notice tone="warn" title={say('notIdentified')} />
      ) : (
        <Notice tone="good" title={say('identified', { when: times.moment(identity.decidedAt) })}>
          <p>{say('identifiedBy', { who: named(identity.by) })}</p>
          {identity.note !== '' && <p>{identity.note}</p>}
        </Notice>
      )}
      <ul className="flex flex-wrap gap-3">
        {evidence.flatMap((purpose) =>
          files
            .filter((file) => file.purpose === purpose)
            .map((file) => (
              <li key={file.id} className="flex w-[15rem] flex-col gap-1">
                <Picture
                  src={`/files/reviewer/${file.id}`}
                  type={file.type}
                  name={say(`file_${purpose}`)}
                  openWords={say('openFile', { name: say(`file_${purpose}`) })}
                />
                <p className="flex justify-between text-note text-quiet">
                  <span>{say(`file_${purpose}`)}</span>
                  <span className="figures">{times.moment(file.at)}</span>
                </p>
              </li>
            )),
        )}
      </ul>
    </div>
  )
}
