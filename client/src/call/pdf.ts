import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- the bundler gives a file's address as the default
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { PDFDocumentProxy } from 'pdfjs-dist'

/** Tables of signs for Chinese texts that do not bring their own font; fetched one by one when a file wants them. */
const signTables = import.meta.glob<string>(
  '../../node_modules/pdfjs-dist/cmaps/{GB,UniGB,Adobe-GB1,Identity}*.bcmap',
  { query: '?url', import: 'default', eager: true },
)

/** Gives the reader what it asks for by name; anything but a table of signs it has to do without. It makes one by `new`. */
class SignTables {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const url = Object.entries(signTables).find(([path]) => path.endsWith(`/${filename}`))?.[1]
    if (url === undefined) throw new Error(`not served: ${filename}`)
    return new Uint8Array(await (await fetch(url)).arrayBuffer())
  }
}

/** A PDF that was read. */
export interface Pdf {
  readonly pages: number
  /** Draws one page, so wide (CSS pixels). Resolves when it is drawn, or given up by `signal`. */
  draw(page: PageWanted): Promise<void>
  close(): void
}

export interface PageWanted {
  /** From 1. */
  readonly number: number
  readonly canvas: HTMLCanvasElement
  readonly width: number
  readonly signal: AbortSignal
}

/** Points a screen needs for one of its own; more than two are not seen. */
const sharpest = 2
/** A page may say it is a mile wide. */
const mostPoints = 16_000_000

const drawPage = async (
  document: PDFDocumentProxy,
  { number, canvas, width, signal }: PageWanted,
): Promise<void> => {
  const page = await document.getPage(number)
  if (signal.aborted) return
  const natural = page.getViewport({ scale: 1 })
  const wanted = (width * Math.min(sharpest, devicePixelRatio)) / natural.width
  const most = Math.sqrt(mostPoints / (natural.width * natural.height))
  const viewport = page.getViewport({ scale: Math.min(wanted, most) })
  canvas.width = viewport.width
  canvas.height = viewport.height
  const drawing = page.render({ canvas, viewport })
  signal.addEventListener('abort', () => drawing.cancel())
  try {
    await drawing.promise
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Reads a PDF. Rejects when it cannot be read. */
export const openPdf = async (bytes: Uint8Array): Promise<Pdf> => {
  GlobalWorkerOptions.workerSrc = workerUrl
  const document = await getDocument({
    data: bytes,
    // Served under a policy that lets nothing but our own programs run: scans are decoded by plain ones of ours.
    useWasm: false,
    wasmUrl: import.meta.env.PDF_DECODERS,
    useWorkerFetch: false,
    enableXfa: false,
    cMapUrl: '/',
    cMapPacked: true,
    BinaryDataFactory: SignTables,
  }).promise
  return {
    pages: document.numPages,
    draw: (page) => drawPage(document, page),
    close: () => void document.loadingTask.destroy(),
  }
}
