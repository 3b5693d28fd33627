import path from 'node:path'
import { build } from 'vite'

/** Bundles one page script of this folder’s neighbours in memory and answers its code. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: path.dirname(entry),
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'chrome111',
      rollupOptions: { input: entry, output: { codeSplitting: false } },
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  if (first === undefined || !('output' in first)) throw new Error('nothing was bundled')
  return first.output[0].code
}
