import { access } from 'node:fs/promises'
import { run } from './command.ts'
import { ensurePackages } from './debian.ts'
import { say } from './say.ts'

/** Debian's browser and the fonts without which Chinese text is boxes in every screenshot. */
const browserPackages = ['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji']

/** Where the tests look for a browser: what CHROMIUM names, or Debian's. */
export const chromium = process.env['CHROMIUM'] || '/usr/bin/chromium'

/** The browser's version, or null when it does not start. */
export async function browserVersion(): Promise<string | null> {
  const { code, output } = await run(chromium, ['--version'])
  return code === 0 ? (/Chromium [\d.]+|Chrome [\d.]+/.exec(output)?.[0] ?? null) : null
}

/** Makes sure the browser tests have a browser. Throws an Error whose message names the remedy. */
export async function ensureBrowser(): Promise<void> {
  const named = process.env['CHROMIUM'] !== undefined && process.env['CHROMIUM'] !== ''
  if (!named && !(await exists(chromium)))
    await ensurePackages('browser', browserPackages, 'the browser tests')
  const version = await browserVersion()
  if (version === null) {
    throw new Error(
      `${chromium} does not start: ${named ? 'correct CHROMIUM' : 'run it by hand to see why, or set CHROMIUM to another'}.`,
    )
  }
  say('browser', `${version}, ${chromium}`)
}

/** The TURN server of the tests that cross a closed network; without it they are skipped, and say so. */
export async function ensureTurnServer(): Promise<void> {
  if (process.getuid?.() !== 0 || (await exists('/usr/bin/turnserver'))) return
  await ensurePackages('turn', ['coturn'], 'the tests of closed networks').catch((error: unknown) =>
    say('turn', error instanceof Error ? (error.message.split('\n').at(-1) ?? '') : String(error)),
  )
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
