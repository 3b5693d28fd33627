import { appendFileSync, existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { requestNames, requests } from '@farwindow/shared/protocol/all.ts'
import type { RequestDeclaration } from '@farwindow/shared/protocol/declare.ts'
import type { Outcome } from '@farwindow/shared/protocol/refusal.ts'

/** Names the folder in which the run's processes note what they were refused. */
const room = 'REFUSALS_HEARD'

const noted = new Set<string>()

/** Notes that a running desk refused this request so. */
export const hear = (name: string, outcome: Outcome<unknown>): void => {
  const folder = process.env[room]
  if (outcome.ok || folder === undefined) return
  const line = `${name} ${outcome.refusal.code}\n`
  if (noted.has(line) || !existsSync(folder)) return
  noted.add(line)
  appendFileSync(path.join(folder, String(process.pid)), line)
}

/** The refusals requests declare and nobody was answered with: each is untested, or declared for nothing. */
const unheard = (heard: ReadonlySet<string>): string[] =>
  requestNames.flatMap((name) => {
    const { refuses }: RequestDeclaration = requests[name]
    const missing = refuses.filter((code) => !heard.has(`${name} ${code}`))
    return missing.length === 0 ? [] : [`  ${name}: ${missing.join(', ')}`]
  })

/** After a whole run, tells which declared refusals no test has met. It fails nothing. */
export const setup = async (): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'farwindow-heard-'))
  process.env[room] = folder
  return async () => {
    const files = await readdir(folder)
    const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
    await rm(folder, { recursive: true, force: true })
    if (process.argv.some((arg) => arg.includes('.test'))) return
    const missing = unheard(new Set(texts.flatMap((text) => text.split('\n'))))
    if (missing.length > 0)
      process.stdout.write(`\nDeclared refusals that no test has met:\n${missing.join('\n')}\n`)
  }
}
