import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { z } from 'zod'

/**
 * Where the desk node listens during development; its sockets and files are passed through. As objects, because
 * a bare address changes the host of a request, which the desk compares with its origin.
 */
const desk = 'http://127.0.0.1:4600'

/** The PDF reader and its decoders, whose file names are its own: the folder they are served in says which version they are. */
const reader = createRequire(import.meta.url).resolve('pdfjs-dist/package.json')
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(reader, 'utf8')))
const decoders = ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js']
const decodersAt = `assets/pdfjs-${version}/`

/** Decoders of scans in PDFs, as plain programs of ours: the pages' policy lets no WebAssembly run (decision 032). */
const pdfDecoders: Plugin = {
  name: 'pdf-decoders',
  apply: 'build',
  generateBundle() {
    for (const name of decoders)
      this.emitFile({
        type: 'asset',
        fileName: `${decodersAt}${name}`,
        source: readFileSync(path.join(path.dirname(reader), 'wasm', name)),
      })
  },
}

export default defineConfig(({ mode, command }) => ({
  plugins: [react(), tailwindcss(), pdfDecoders],
  // The gallery of parts exists in development and in the build that tests look at, never in a release.
  define: {
    'import.meta.env.GALLERY': JSON.stringify(mode !== 'production'),
    'import.meta.env.PDF_DECODERS': JSON.stringify(
      command === 'build' ? `/${decodersAt}` : '/node_modules/pdfjs-dist/wasm/',
    ),
  },
  server: {
    proxy: {
      '/socket.io': { target: desk, ws: true },
      '/api': { target: desk },
      '/files': { target: desk },
    },
  },
  build: {
    // Kiosk and WeChat browsers of 2023 and later; what Tailwind 4 itself needs.
    target: ['chrome111', 'safari16.4'],
    // The pages are served under `script-src 'self'`: nothing inline, no data: URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
}))
