/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** True where the gallery of parts is built in (development and browser tests). */
  readonly GALLERY: boolean
}
