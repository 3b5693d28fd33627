import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

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
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const { id, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          barriers.push(`${name}: ${id} at ${nodes[0]?.target.join(' ')}`)
    },
  }
}
