import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { claim, runningLauncher } from '@farwindow/server/launcher/claim.ts'
import { ensureCertificate, certificateFiles } from '@farwindow/server/launcher/certificate.ts'
import { certificateFinding } from '@farwindow/server/launcher/doctor/certificate.ts'
import { dataDirectory } from '@farwindow/server/launcher/doctor/datadir.ts'
import { markOf } from '@farwindow/server/launcher/process.ts'
import {
  ofSuite,
  sentence,
  sum,
  tallyOf,
  withSecondLook,
  worthASecondLook,
} from '@farwindow/server/launcher/tally.ts'
import { obtainWorker } from '@farwindow/server/launcher/worker/obtain.ts'
import { readSettings } from '@farwindow/server/settings.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let room: string
const children: ChildProcess[] = []

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'farwindow-launcher-'))
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(room, { recursive: true, force: true })
})

/** A process that does nothing, in a group of its own as the desk is. */
async function idle() {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  children.push(child)
  await once(child, 'spawn')
  const mark = child.pid === undefined ? null : markOf(child.pid)
  if (mark === null) throw new Error('sleep did not start')
  return { child, mark }
}

const claimed = (content: unknown) => writeFile(path.join(room, 'launcher.json'), JSON.stringify(content))

describe('the claim on a data directory', () => {
  test('belongs to one launcher, until that lets go', async () => {
    expect(await runningLauncher(room)).toBeNull()
    const first = await claim(room)
    expect(await runningLauncher(room)).toBe(process.pid)
    await first.release()
    expect(await runningLauncher(room)).toBeNull()
    await (await claim(room)).release()
    expect(await readdir(room)).toEqual([])
  })

  test('of a living launcher is refused by its number, and stays as it was', async () => {
    const { mark } = await idle()
    await claimed({ launcher: mark, desk: null })
    await expect(claim(room, 0)).rejects.toThrow(
      `already running on this data directory (process ${mark.pid})`,
    )
    expect(await runningLauncher(room)).toBe(mark.pid)
    expect(await readdir(room)).toEqual(['launcher.json'])
  })

  test('of a launcher that has ended is taken over', async () => {
    const { child, mark } = await idle()
    await claimed({ launcher: mark, desk: null })
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await runningLauncher(room)).toBeNull()
    await claim(room, 0)
    expect(await runningLauncher(room)).toBe(process.pid)
  })

  test('is not kept alive by another process that has got the same number', async () => {
    const { child, mark } = await idle()
    await claimed({ launcher: { ...mark, startTicks: '1' }, desk: null })
    await claim(room, 0)
    expect(await runningLauncher(room)).toBe(process.pid)
    expect([child.exitCode, child.signalCode]).toEqual([null, null])
  })

  test('that cannot be read is taken over', async () => {
    await writeFile(path.join(room, 'launcher.json'), '{"launcher":{"pid"')
    await claim(room, 0)
    expect(await runningLauncher(room)).toBe(process.pid)
  })

  test('ends the desk that a killed launcher left behind', async () => {
    const { child, mark } = await idle()
    const ended = once(child, 'exit')
    await claimed({ launcher: { pid: process.pid, startTicks: '1' }, desk: mark })
    await claim(room, 0)
    expect(await ended).toEqual([null, 'SIGTERM'])
  })
})

/** What vitest's JSON report says of one file. */
const file = (name: string, status: string, ...assertionResults: object[]) => ({
  name: `/checkout/tests/${name}`,
  status,
  assertionResults,
})

const suiteOf = (failing: boolean, ...testResults: object[]) =>
  tallyOf(JSON.stringify({ testResults }), failing, '/checkout/tests')
const counted = (failing: boolean, ...testResults: object[]) => ofSuite(suiteOf(failing, ...testResults))

describe('the count', () => {
  const passed = { title: 'one', status: 'passed', meta: {} }
  const failed = { title: 'two', status: 'failed', meta: {} }

  test('is the same line whether or not tests were skipped, and the skipped are told with their reasons', () => {
    const tally = counted(
      false,
      file(
        'serving/files.test.ts',
        'passed',
        passed,
        { title: 'full disk', status: 'skipped', meta: { skippedSince: 'no mount:\n not root\n' } },
        { title: 'later', status: 'todo', meta: {} },
      ),
      file('pure/a.test.ts', 'passed', passed),
    )
    expect(sentence(tally)).toBe('2 passed, 0 failed')
    expect(tally.skipped).toEqual([
      'serving/files.test.ts: full disk (no mount: not root)',
      'serving/files.test.ts: later (no reason given)',
    ])
  })

  test('counts a file that could not be loaded once, and one with failed tests by these', () => {
    const tally = counted(
      true,
      file('pure/a.test.ts', 'failed'),
      file('pure/b.test.ts', 'failed', passed, failed, failed),
    )
    expect(sentence(tally)).toBe('1 passed, 3 failed')
  })

  test('is never without a failure when vitest ended as failed, or told nothing', () => {
    expect(sentence(counted(true, file('pure/a.test.ts', 'passed', passed)))).toBe('1 passed, 1 failed')
    expect(sentence(ofSuite(tallyOf(null, true, '/checkout/tests')))).toBe('0 passed, 1 failed')
  })

  test('names what failed once more, with how its message begins', () => {
    const failureMessages = ['AssertionError: expected 1 to be 2\n  at a\n  at b\n  at c\n  at d']
    const tally = counted(
      true,
      file('serving/call.test.ts', 'failed', passed, { title: 'rings', status: 'failed', failureMessages }),
      { ...file('pure/a.test.ts', 'failed'), message: 'Cannot find module' },
    )
    expect(tally.failed).toEqual([
      'serving/call.test.ts: rings\n    AssertionError: expected 1 to be 2\n      at a\n      at b\n      at c',
      'pure/a.test.ts\n    Cannot find module',
    ])
  })

  test('names what passed only when its file was run again, and counts what fails again', () => {
    const calm = file('browser/b.test.ts', 'passed', passed)
    const first = suiteOf(true, file('browser/a.test.ts', 'failed', passed, failed), calm)
    expect(worthASecondLook(first)).toEqual(['browser/a.test.ts'])
    const better = ofSuite(
      withSecondLook(first, suiteOf(false, file('browser/a.test.ts', 'passed', passed, passed))),
    )
    expect([sentence(better), better.unsteady]).toEqual(['3 passed, 0 failed', ['browser/a.test.ts: two']])
    const asBad = ofSuite(withSecondLook(first, first))
    expect([sentence(asBad), asBad.unsteady]).toEqual(['2 passed, 1 failed', []])
    const broken = ofSuite(withSecondLook(first, tallyOf(null, true, '/checkout/tests')))
    expect(sentence(broken)).toBe('2 passed, 2 failed')
  })

  test('does not take for passed what skips itself the second time', () => {
    const first = suiteOf(true, file('browser/a.test.ts', 'failed', failed))
    const second = suiteOf(false, file('browser/a.test.ts', 'passed', { title: 'two', status: 'skipped' }))
    expect(sentence(ofSuite(withSecondLook(first, second)))).toBe('0 passed, 1 failed')
  })

  test('takes no second look where many files failed, or something failed outside them', () => {
    const three = ['a', 'b', 'c'].map((name) => file(`browser/${name}.test.ts`, 'failed', failed))
    expect(worthASecondLook(suiteOf(true, ...three))).toEqual([])
    expect(worthASecondLook(suiteOf(true, file('browser/a.test.ts', 'passed', passed)))).toEqual([])
    const [one] = three
    const beside = tallyOf(JSON.stringify({ testResults: [one] }), true, '/checkout/tests', ['Error: lost'])
    expect([worthASecondLook(beside), sentence(ofSuite(beside))]).toEqual([[], '0 passed, 2 failed'])
  })

  test('adds the suites up', () => {
    const one = counted(
      true,
      file('pure/a.test.ts', 'failed', passed, failed, { title: 'x', status: 'skipped' }),
    )
    const total = sum([one, one])
    expect([sentence(total), total.skipped.length]).toEqual(['2 passed, 2 failed', 2])
    expect(sentence(sum([]))).toBe('0 passed, 0 failed')
  })
})

/** The settings of a service with a certificate of its owner's. */
const given = (certFile: string) =>
  readSettings({ FARWINDOW_TLS_KEY: path.join(room, 'key.pem'), FARWINDOW_TLS_CERT: certFile })

describe('the doctor', () => {
  test('tells a malformed certificate in one line, with the remedy', async () => {
    const certFile = path.join(room, 'cert.pem')
    for (const content of [
      '',
      'nonsense',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    ]) {
      await writeFile(certFile, content)
      expect(await certificateFinding(given(certFile)), content).toEqual({
        state: 'missing',
        thing: 'certificate',
        text: `${certFile}: it cannot be read as a certificate. Renew it, or correct FARWINDOW_TLS_CERT.`,
      })
    }
  })

  test('is content with a good certificate', async () => {
    await ensureCertificate(room, ['10.0.0.7'])
    const { certFile } = certificateFiles(room)
    expect(await certificateFinding(given(certFile))).toMatchObject({ state: 'ok', text: certFile })
  })

  test('says of a malformed self-made certificate that the next start makes one, and so it does', async () => {
    const lan = readSettings({ FARWINDOW_LAN: 'yes', FARWINDOW_DATA_DIR: room })
    await ensureCertificate(room, [])
    const { certFile } = certificateFiles(room)
    await writeFile(certFile, 'half a')
    expect(await certificateFinding(lan)).toMatchObject({
      state: 'note',
      text: 'it cannot be read as a certificate; the next start makes one',
    })
    expect(await ensureCertificate(room, [])).toBe('it cannot be read as a certificate')
    expect(await readFile(certFile, 'utf8')).toContain('BEGIN CERTIFICATE')
    expect(await ensureCertificate(room, [])).toBeNull()
  })

  test('looks at the data directory and does not make it', async () => {
    const absent = path.join(room, 'a/b')
    expect(await dataDirectory(absent)).toMatchObject({
      state: 'ok',
      text: `${absent}, which the next start makes`,
    })
    await expect(access(path.join(room, 'a'))).rejects.toThrow('ENOENT')
    expect(await dataDirectory(room)).toMatchObject({ state: 'ok', text: room })
    await writeFile(path.join(room, 'a'), '')
    for (const folder of [path.join(room, 'a'), absent]) {
      const finding = await dataDirectory(folder)
      expect([finding.state, finding.text], folder).toEqual([
        'missing',
        `${folder} cannot be written. Set FARWINDOW_DATA_DIR to a folder that can.`,
      ])
    }
  })

  test('names the launcher that uses the data directory', async () => {
    await claim(room)
    expect((await dataDirectory(room)).text).toBe(`${room}, in use by process ${process.pid}`)
  })
})

describe('the media worker', () => {
  test('that is named and does not work is refused, not replaced', async () => {
    const absent = path.join(room, 'worker')
    await expect(obtainWorker(absent)).rejects.toThrow(
      `MEDIASOUP_WORKER_BIN: ${absent} does not exist or may not be executed. Correct it, or unset it`,
    )
    expect(await readdir(room)).toEqual([])
  })
})
