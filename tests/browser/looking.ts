import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { barriersOn } from './barriers.ts'

/** Where pictures of the screens are kept. */
export const pictures = path.resolve(import.meta.dirname, '../../.screenshots')

/** Looks at screens: keeps a picture of each, and notes what on it keeps people out (axe, serious and critical). */
export interface Looking {
  look(page: Page, name: string): Promise<void>
  readonly barriers: readonly string[]
}

export const openLooking = (): Looking => {
  mkdirSync(pictures, { recursive: true })
  const barriers: string[] = []
  return {
    barriers,
    look: async (page, name) => {
      // What is on its way in or out has no colour of its own yet.
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
      await page.screenshot({ path: path.join(pictures, `${name}.png`) })
      for (const barrier of await barriersOn(page)) barriers.push(`${name}: ${barrier}`)
    },
  }
}

/** Keeps a picture of each of these pages as it is when a test of this file fails: `failed-FILE-WHO.png`. */
export const keepFailures = (pagesNow: () => Readonly<Record<string, Page | undefined>>): void =>
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    const file = path.basename(task.file.name, '.test.ts')
    for (const [who, page] of Object.entries(pagesNow()))
      await page?.screenshot({ path: path.join(pictures, `failed-${file}-${who}.png`) })
  })
