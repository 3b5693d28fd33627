import type { Refusal } from '@farwindow/shared/protocol/refusal.ts'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useRefusalSentence } from '../words/refusal.ts'
import { useWords } from '../words/words.ts'
import type { ProgressStore } from './progress.ts'

export interface CertificateProps {
  readonly fileId: string
  readonly progress: ProgressStore
}

interface Fetched {
  readonly address: string
  readonly name: string
}

/** The certificate to be saved on this device; it stays here only as long as this page shows it (CASE-18). */
export const Certificate = ({ fileId, progress }: CertificateProps): ReactNode => {
  const say = useWords('progress')
  const sentence = useRefusalSentence()
  const [refused, setRefused] = useState<Refusal | null>(null)
  const [fetched, setFetched] = useState<Fetched | null>(null)
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (fetched === null) return undefined
    link.current?.click()
    return () => URL.revokeObjectURL(fetched.address)
  }, [fetched])
  const fetchIt = async (): Promise<void> => {
    const outcome = await progress.fetchResult(fileId)
    setRefused(outcome.ok ? null : outcome.refusal)
    if (!outcome.ok) return
    const { name, type, bytes } = outcome.value
    setFetched({ name, address: URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type })) })
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <p>{say('electronicText')}</p>
      {refused !== null && <Notice tone="bad" title={sentence(refused)} announce />}
      <Button kind="primary" icon="document" onPress={fetchIt}>
        {say('download')}
      </Button>
      {fetched !== null && (
        <p role="status">
          {say('downloaded')}{' '}
          <a
            ref={link}
            href={fetched.address}
            download={fetched.name}
            className="font-medium text-action underline"
          >
            {fetched.name}
          </a>
        </p>
      )}
    </div>
  )
}
