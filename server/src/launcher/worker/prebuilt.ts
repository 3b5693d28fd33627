import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { version } from 'mediasoup'
import { run } from '../command.ts'
import { whyNot } from './verify.ts'

const answerMs = 5000
const transferMs = 60_000

/**
 * Fetches the worker that mediasoup's authors built for this release, tries it, and puts it at `target`.
 * Returns null, or the reason why it cannot be had or used here. Short limits: there is a way without it.
 */
export async function fetchPrebuilt(target: string): Promise<string | null> {
  // The same switch and the same file name as in mediasoup's own install script.
  if (process.env['MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD'])
    return 'switched off by MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD'
  const kernel = process.platform === 'linux' ? `-kernel${os.release().split('.')[0]}` : ''
  const name = `mediasoup-worker-${version}-${process.platform}-${process.arch}${kernel}.tgz`
  const base =
    process.env['MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL'] ||
    'https://github.com/versatica/mediasoup/releases/download'
  await mkdir(path.dirname(target), { recursive: true })
  const room = await mkdtemp(path.join(path.dirname(target), 'prebuilt-'))
  try {
    const archive = path.join(room, name)
    await writeFile(archive, await download(`${base}/${version}/${name}`))
    const unpacked = await run('tar', ['-xzf', archive, '-C', room])
    if (unpacked.code !== 0) return `the archive cannot be unpacked: ${unpacked.output || unpacked.code}`
    const binary = path.join(room, 'mediasoup-worker')
    await chmod(binary, 0o755)
    const reason = await whyNot(binary)
    if (reason === null) await rename(binary, target)
    return reason
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await rm(room, { recursive: true, force: true })
  }
}

async function download(url: string): Promise<Buffer> {
  const limit = new AbortController()
  let timer = setTimeout(() => limit.abort(), answerMs)
  const { host } = new URL(url)
  try {
    const answer = await fetch(url, { signal: limit.signal })
    if (!answer.ok) throw new Error(`${host} answers ${answer.status}`)
    clearTimeout(timer)
    timer = setTimeout(() => limit.abort(), transferMs)
    return Buffer.from(await answer.arrayBuffer())
  } catch (error) {
    if (limit.signal.aborted) throw new Error(`${host} is too slow`, { cause: error })
    if (error instanceof TypeError) throw new Error(`${host} cannot be reached`, { cause: error })
    throw error
  } finally {
    clearTimeout(timer)
  }
}
