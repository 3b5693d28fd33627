/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** True where the gallery of parts is built in (development and browser tests). */
  readonly GALLERY: boolean
  /** The folder of the PDF reader’s decoders, with a slash at its end. */
  readonly PDF_DECODERS: string
}
