import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { build, preview } from 'vite'
import { expect, onTestFinished, vi } from 'vitest'

/** The policy the desk sends with every page; a part that breaks it would be blank there. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ')

export interface Gallery {
  readonly origin: string
  readonly close: () => Promise<void>
}

/** Builds the pages with their gallery of parts and serves them under the policy on a free port. Close it. */
export const openGallery = async (): Promise<Gallery> => {
  const root = path.resolve(
    path.dirname(fileURLToPath(import.meta.resolve('@farwindow/client/main.tsx'))),
    '..',
  )
  const outDir = await mkdtemp(path.join(tmpdir(), 'farwindow-gallery-'))
  const shared = { root, mode: 'test', logLevel: 'error', build: { outDir, emptyOutDir: true } } as const
  // As in a release: the test runner's own NODE_ENV would build React's development version.
  vi.stubEnv('NODE_ENV', 'production')
  await build(shared).finally(() => vi.unstubAllEnvs())
  const server = await preview({
    ...shared,
    preview: { host: '127.0.0.1', port: 0, headers: { 'Content-Security-Policy': policy } },
  })
  const origin = server.resolvedUrls?.local[0]?.replace(/\/$/, '')
  if (origin === undefined) throw new Error('the gallery is not served')
  return {
    origin,
    close: async () => {
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

const sizes = {
  kiosk: { width: 1080, height: 1920 },
  lying: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
  desk: { width: 1366, height: 768 },
} as const
export type Size = keyof typeof sizes

/** Waits on a busy machine until what a person would see is so. */
export const soon = { timeout: 15_000 }

/** Opens a shelf; anything the page complains about fails the test. */
export const openShelf = async (
  browser: Browser,
  origin: string,
  query: string,
  size: Size,
  language = 'zh',
): Promise<Page> => {
  const context = await browser.newContext({ viewport: sizes[size], reducedMotion: 'reduce' })
  await context.addInitScript((chosen) => localStorage.setItem('farwindow.language', chosen), language)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  onTestFinished(async () => {
    await context.close()
    expect(complaints).toEqual([])
  })
  await page.goto(`${origin}/parts?${query}`)
  await page.locator('h1').waitFor()
  await page.evaluate(() => document.fonts.ready)
  return page
}
