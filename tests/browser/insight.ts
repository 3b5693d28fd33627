import type { Locator, Page } from 'playwright-core'

/** Of these the ones that are not whole on the screen, or covered by something else, by the words on them. */
export const outOfSight = (wanted: readonly Locator[]): Promise<readonly string[]> =>
  Promise.all(
    wanted.map((one) =>
      one.evaluate((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect()
        const inset = 6
        const [across, down] = [
          [left + inset, (left + right) / 2, right - inset],
          [top + inset, (top + bottom) / 2, bottom - inset],
        ]
        const isThere = (x: number, column: number, y: number, row: number): boolean => {
          const at = document.elementFromPoint(x, y)
          // Beside a round corner one sees what it stands on; anywhere else that means that it is cut off there.
          const isCorner = column !== 1 && row !== 1
          return at !== null && (element.contains(at) || (isCorner && at.contains(element)))
        }
        const isWhole = across.every((x, column) => down.every((y, row) => isThere(x, column, y, row)))
        const words = element.textContent === '' ? element.tagName : element.textContent
        return isWhole ? [] : [words]
      }),
    ),
  ).then((found) => found.flat())

/** How much of what is in a box is only seen when one scrolls (px). */
export const scrolledFor = (box: Locator): Promise<number> =>
  box.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)

/** Texts on the page that do not fit where they stand: cut off there, or running out over what is beside them. */
export const cutOff = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('main *')].flatMap((element) => {
      const says = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
      const { width } = element.getBoundingClientRect()
      // Of one pixel is what only is read aloud.
      const fits = element.scrollWidth <= Math.ceil(element.clientWidth) || element.clientWidth === 0
      const box = element.closest('dl > div, li, section')?.getBoundingClientRect()
      const inside = box === undefined || element.getBoundingClientRect().right <= box.right + 1
      return says && width > 1 && !(fits && inside) ? [element.textContent ?? ''] : []
    }),
  )

/** Words of Latin letters on the page that are broken between two lines. */
export const brokenWords = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      for (const match of (node.textContent ?? '').matchAll(/[A-Za-z]+/g)) {
        const range = document.createRange()
        range.setStart(node, match.index)
        range.setEnd(node, match.index + match[0].length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        const isSeen = (node.parentElement?.getBoundingClientRect().width ?? 0) > 1
        if (isSeen && lines.size > 1) found.push(match[0])
      }
    return found
  })

/** Pairs of these that lie over each other, by their names. */
export const overlaps = async (boxes: Readonly<Record<string, Locator>>): Promise<readonly string[]> => {
  const at = await Promise.all(
    Object.entries(boxes).map(async ([name, one]) => ({ name, box: await one.boundingBox() })),
  )
  return at.flatMap((one, n) =>
    at.slice(n + 1).flatMap((other) => {
      const [a, b] = [one.box, other.box]
      if (a === null || b === null) return [`${a === null ? one.name : other.name} is not there`]
      const apart =
        a.x + a.width <= b.x + 1 ||
        b.x + b.width <= a.x + 1 ||
        a.y + a.height <= b.y + 1 ||
        b.y + b.height <= a.y + 1
      return apart ? [] : [`${one.name} and ${other.name}`]
    }),
  )
}
