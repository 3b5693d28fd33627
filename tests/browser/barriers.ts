import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What on a page keeps people out, by axe: a line for each serious or critical violation, with every place. */
export const barriersOn = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    // Frames are looked at one by one and summed up on a page of their own; where there are none, that only costs time.
    .setLegacyMode(page.frames().length === 1)
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
