import { access, constants, stat } from 'node:fs/promises'
import path from 'node:path'
import { runningLauncher } from '../claim.ts'
import { named } from '../place.ts'
import { type Finding, missing, ok } from './finding.ts'

/** Whether the data directory, or the folder in which the start will make it, can be written; makes nothing. */
export async function dataDirectory(dataDir: string): Promise<Finding> {
  const thing = 'data directory'
  try {
    const standing = await nearest(path.resolve(dataDir))
    await access(standing, constants.W_OK | constants.X_OK)
    if (standing !== path.resolve(dataDir)) return ok(thing, `${named(dataDir)}, which the next start makes`)
  } catch {
    return missing(thing, `${dataDir} cannot be written. Set FARWINDOW_DATA_DIR to a folder that can.`)
  }
  const running = await runningLauncher(dataDir)
  return ok(thing, `${named(dataDir)}${running === null ? '' : `, in use by process ${running}`}`)
}

/** The folder itself or the closest one above it that is there. Throws when a file stands in the way. */
async function nearest(folder: string): Promise<string> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is no folder`)
    return folder
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return nearest(path.dirname(folder))
    }
    throw error
  }
}
