import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * Where the desk node listens during development; its sockets and files are passed through. As objects, because
 * a bare address changes the host of a request, which the desk compares with its origin.
 */
const desk = 'http://127.0.0.1:4600'

export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss()],
  // The gallery of parts exists in development and in the build that tests look at, never in a release.
  define: { 'import.meta.env.GALLERY': JSON.stringify(mode !== 'production') },
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
