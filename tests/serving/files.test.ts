import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFiles } from '@farwindow/server/record/files.ts'
import { refusedAs } from '../pure/outcome.ts'

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'farwindow-files-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const now = Date.UTC(2026, 10, 21)
const unfinished = () => readdir(path.join(directory, '.incoming'))

describe('files', () => {
  test('VAULT-5: what was put is got back, listed and deleted', async () => {
    const files = await openFiles(directory, now)
    await files.put('visit/v1/a', Buffer.from('one'))
    await files.put('visit/v1/b', Buffer.from('two'))
    await files.put('visit/v2/a', Buffer.alloc(0))
    await files.put('visit/v1/a', Buffer.from('one again'))

    const reopened = await openFiles(directory, now)
    expect((await reopened.get('visit/v1/a'))?.toString()).toBe('one again')
    expect((await reopened.get('visit/v2/a'))?.length).toBe(0)
    expect(await reopened.list('visit/v1')).toEqual(['visit/v1/a', 'visit/v1/b'])
    expect(await reopened.list('visit')).toEqual(['visit/v1/a', 'visit/v1/b', 'visit/v2/a'])
    expect([await reopened.delete('visit/v1/a'), await reopened.delete('visit/v1/a')]).toEqual([true, false])
    expect([await reopened.get('visit/v1/a'), await reopened.list('visit/v9')]).toEqual([null, []])
    expect(await unfinished()).toEqual([])
  })

  test('VAULT-5: no key leads out of the directory', async () => {
    const files = await openFiles(path.join(directory, 'inner'), now)
    for (const key of [
      '../outside',
      'a/../../outside',
      '/etc/passwd',
      '.incoming/a',
      'a//b',
      'a/',
      '',
      'a\0b',
      'a\\b',
    ])
      await expect(files.put(key, Buffer.from('x')), key).rejects.toThrow(RangeError)
    expect(await readdir(directory)).toEqual(['inner'])
  })

  test('VAULT-5: many at once under one key leave one of them, whole', async () => {
    const files = await openFiles(directory, now)
    await Promise.all(Array.from({ length: 20 }, (_, n) => files.put('a', Buffer.alloc(100_000, n))))
    const left = await files.get('a')
    expect(left?.length).toBe(100_000)
    expect(new Set(left).size).toBe(1)
  })

  test('VAULT-5: half-written files of a dead process are swept, those of a living one are not', async () => {
    const folder = path.join(directory, '.incoming')
    await mkdir(folder)
    await writeFile(path.join(folder, 'old'), 'x')
    await writeFile(path.join(folder, 'young'), 'x')
    await utimes(path.join(folder, 'old'), now / 1000 - 7200, now / 1000 - 7200)
    await utimes(path.join(folder, 'young'), now / 1000, now / 1000)
    await openFiles(directory, now)
    expect(await unfinished()).toEqual(['young'])
  })

  test('VAULT-5: a process killed while writing leaves nothing half-written under a key', async () => {
    const source = pathToFileURL(
      createRequire(import.meta.url).resolve('@farwindow/server/record/files.ts'),
    ).href
    const script = `
      import { openFiles } from ${JSON.stringify(source)}
      const files = await openFiles(${JSON.stringify(directory)}, 0)
      // Eight at a time, so that the kill meets some of them half-way.
      let n = 0
      const write = async () => {
        for (;;) {
          const mine = n++
          await files.put('k/f' + mine, Buffer.alloc(3_000_000, mine % 250))
          console.log(mine)
        }
      }
      for (let i = 0; i < 8; i += 1) void write()`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    const written = new Set<string>()
    for await (const line of createInterface(child.stdout)) {
      written.add(`k/f${line}`)
      if (written.size === 9) child.kill('SIGKILL')
    }
    await exited

    const files = await openFiles(directory, now)
    const keys = await files.list('k')
    expect([...written].filter((key) => !keys.includes(key))).toEqual([])
    for (const key of keys) {
      const bytes = await files.get(key)
      expect(
        [bytes?.length, bytes?.equals(Buffer.alloc(3_000_000, Number(key.slice(3)) % 250))],
        key,
      ).toEqual([3_000_000, true])
    }
  })

  test('VAULT-5: a full disk is refused as unavailable, keeps nothing of it, and what was there stays', async ({
    skip,
  }) => {
    if (process.getuid?.() !== 0) skip('only root may mount the tiny file system this needs')
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', directory], {
      encoding: 'utf8',
    })
    if (mounted.status !== 0) skip(`no file system may be mounted here: ${mounted.stderr}`)
    try {
      const files = await openFiles(directory, now)
      await files.put('v/small', Buffer.alloc(300_000, 7))
      refusedAs('unavailable', await files.put('v/large', Buffer.alloc(900_000, 8)), 'diskFull')
      refusedAs('unavailable', await files.put('v/small', Buffer.alloc(900_000, 9)), 'diskFull')
      expect(await files.list('v')).toEqual(['v/small'])
      expect((await files.get('v/small'))?.equals(Buffer.alloc(300_000, 7))).toBe(true)
      expect(await unfinished()).toEqual([])
      // What failed made no room smaller: as much as before still fits.
      expect((await files.put('v/other', Buffer.alloc(600_000, 1))).ok).toBe(true)
    } finally {
      spawnSync('umount', [directory])
    }
  })
})
