import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * The key that wraps every visit's key, in base64: made on the first start and kept in the data directory,
 * readable by its owner only. Whoever loses it loses the stored stills; whoever backs up the data directory
 * has both, so a real service sets FARWINDOW_MASTER_KEY from its own vault.
 */
export async function keepMasterKey(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'master.key')
  try {
    // `wx`: an existing key is never written over.
    await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
