import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Loading } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'
import type { Pdf } from './pdf.ts'

type State = Pdf | 'opening' | 'broken'

const usePdf = (src: string): State => {
  const [state, setState] = useState<State>('opening')
  useEffect(() => {
    const leaving = new AbortController()
    const open = async (): Promise<Pdf> => {
      // The reader is fetched with the first PDF: half a megabyte most calls never need.
      const [{ openPdf }, answer] = await Promise.all([
        import('./pdf.ts'),
        fetch(src, { signal: leaving.signal }),
      ])
      if (!answer.ok) throw new Error(String(answer.status))
      return openPdf(new Uint8Array(await answer.arrayBuffer()))
    }
    const opened = open()
    opened.then(
      (pdf) => !leaving.signal.aborted && setState(pdf),
      () => !leaving.signal.aborted && setState('broken'),
    )
    return () => {
      leaving.abort()
      opened.then(
        (pdf) => pdf.close(),
        () => undefined,
      )
    }
  }, [src])
  return state
}

/** A PDF in the page itself, one page after the other: nothing is opened beside it, and nothing in it runs. */
export const PdfPages = ({ src }: { readonly src: string }): ReactNode => {
  const say = useWords('talk')
  const state = usePdf(src)
  if (state === 'opening') return <Loading words={say('loading')} slowWords={say('loadingSlow')} />
  if (state === 'broken') return <Notice tone="bad" title={say('broken')} announce />
  return <Pages pdf={state} />
}

const Pages = ({ pdf }: { readonly pdf: Pdf }): ReactNode => {
  const say = useWords('talk')
  const [number, setNumber] = useState(1)
  const [large, setLarge] = useState(false)
  const [failed, setFailed] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    if (canvas.current !== null && box.current !== null) {
      const width = box.current.clientWidth * (large ? 2 : 1)
      box.current.scrollTo(0, 0)
      pdf.draw({ number, canvas: canvas.current, width, signal }).then(
        () => !signal.aborted && setFailed(false),
        () => !signal.aborted && setFailed(true),
      )
    }
    return () => leaving.abort()
  }, [pdf, number, large])
  const words = say('page', { page: number, pages: pdf.pages })
  return (
    <>
      <div
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={words}
        className="h-[58dvh] overflow-auto rounded-part border border-line bg-sunken"
      >
        <canvas
          ref={canvas}
          role="img"
          aria-label={words}
          className={large ? 'w-[200%] max-w-none' : 'mx-auto max-h-full max-w-full'}
        />
      </div>
      {failed && <Notice tone="bad" title={say('broken')} announce />}
      <div className="flex flex-wrap items-center gap-3">
        {pdf.pages > 1 && (
          <>
            <Button icon="back" repeatable onPress={() => setNumber(Math.max(1, number - 1))}>
              {say('previous')}
            </Button>
            <Button iconAfter="forward" repeatable onPress={() => setNumber(Math.min(pdf.pages, number + 1))}>
              {say('next')}
            </Button>
          </>
        )}
        <p role="status" className="grow text-quiet">
          {words}
        </p>
        <Button icon={large ? 'minus' : 'search'} pressed={large} onPress={() => setLarge(!large)}>
          {say(large ? 'whole' : 'larger')}
        </Button>
      </div>
    </>
  )
}
