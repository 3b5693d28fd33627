import os from 'node:os'
import path from 'node:path'

/** The folder of the checkout. */
export const checkout = path.resolve(import.meta.dirname, '../../..')

/** What is kept between checkouts: built media workers. */
export const cacheDir = path.join(
  process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'),
  'farwindow',
)

/** A path as a person would name it: relative to the checkout when inside it. */
export const named = (file: string): string => {
  const relative = path.relative(checkout, file)
  return relative.startsWith('..') ? file : relative || '.'
}
