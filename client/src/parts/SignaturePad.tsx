import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import Pen from 'signature_pad'
import { Button } from './Button.tsx'

export interface SignaturePadProps {
  readonly label: string
  readonly hint: string
  readonly clearWord: string
  /** After each stroke: the picture (PNG, white ground), or null when the pad is empty again. */
  readonly onChange: (picture: Blob | null) => void
}

const picture = (canvas: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png')
  })

/** Gives the canvas as many points as the screen has dots, and keeps the strokes when the screen turns. */
const fit = (canvas: HTMLCanvasElement, pen: Pen): void => {
  const dots = Math.max(1, window.devicePixelRatio)
  const strokes = pen.toData()
  canvas.width = canvas.offsetWidth * dots
  canvas.height = canvas.offsetHeight * dots
  canvas.getContext('2d')?.scale(dots, dots)
  pen.clear()
  pen.fromData(strokes)
}

/** A large pad to sign on with finger, pen or mouse. Ink is black on white in every theme: it becomes a document. */
export const SignaturePad = ({ label, hint, clearWord, onChange }: SignaturePadProps): ReactNode => {
  const board = useRef<HTMLCanvasElement>(null)
  const pen = useRef<Pen>(null)
  const [empty, setEmpty] = useState(true)
  const tell = useEffectEvent(onChange)

  useEffect(() => {
    const canvas = board.current
    if (canvas === null) return undefined
    const ink = new Pen(canvas, {
      penColor: '#10151f',
      backgroundColor: '#ffffff',
      minWidth: 1.2,
      maxWidth: 4.5,
    })
    pen.current = ink
    const watch = new ResizeObserver(() => fit(canvas, ink))
    watch.observe(canvas)
    ink.addEventListener('beginStroke', () => setEmpty(false))
    ink.addEventListener('endStroke', () => {
      void picture(canvas).then((blob) => tell(blob))
    })
    return () => {
      watch.disconnect()
      ink.off()
    }
  }, [])

  const clear = (): void => {
    pen.current?.clear()
    setEmpty(true)
    onChange(null)
  }

  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-end justify-between gap-4">
        <p className="font-semibold">{label}</p>
        <Button kind="quiet" icon="remove" onPress={clear}>
          {clearWord}
        </Button>
      </div>
      <div className="relative overflow-hidden rounded-card border-2 border-edge bg-[#ffffff]">
        <canvas
          ref={board}
          role="img"
          aria-label={label}
          className="block h-[38vh] max-h-[22rem] min-h-60 w-full touch-none kiosk:wide:h-[18rem] kiosk:wide:min-h-0"
        />
        {empty && (
          <p className="pointer-events-none absolute inset-0 grid place-items-center text-lead text-[#55607a]">
            {hint}
          </p>
        )}
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-[8%] bottom-[18%] border-b-2 border-dashed border-[#d8dee9]"
        />
      </div>
    </div>
  )
}
