import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstrationKiosks } from '@farwindow/shared/region/demonstration.ts'
import { openDesk } from '../serving/desk.ts'
import type { TestDesk } from '../serving/desk.ts'
import { openBrowser } from './chromium.ts'
import { keepFailures, openLooking } from './looking.ts'
import { callFromKiosk, openPage, patience, signIn } from './people.ts'

/** A terminal in a hall that anybody may touch: its key, and its end. */
describe('the kiosk’s key', () => {
  let desk: TestDesk
  let browser: Browser
  let kiosk: Page
  let admin: Page
  const { look, barriers } = openLooking()

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([openDesk(), openBrowser()])
    ;[kiosk, admin] = await Promise.all([openPage(browser, [1080, 1920]), openPage(browser, [1366, 768])])
    await callFromKiosk(kiosk, desk.url, desk)
    await kiosk.getByText('您排在第', { exact: true }).waitFor()
  })
  keepFailures(() => ({ kiosk, admin }))
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  test('KIOSK-20: the page says to the shell around it that a visit is on', async () => {
    expect(await kiosk.evaluate(() => document.documentElement.dataset['visit'])).toBe('on')
  })

  test('KIOSK-3: the browser keeps a private key that signs and that nobody can read, in no form', async () => {
    const found = await kiosk.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result))
          request.addEventListener('error', () => reject(request.error ?? new Error('no key store')))
        })
      const database = await done(indexedDB.open('farwindow'))
      const store = database.transaction('kiosk').objectStore('kiosk')
      const kept: { readonly keys: CryptoKeyPair } = await done(store.get('key'))
      const { privateKey } = kept.keys
      const formats = ['jwk', 'pkcs8', 'raw', 'spki'] as const
      const exported = await Promise.all(
        formats.map((format) =>
          crypto.subtle.exportKey(format, privateKey).then(
            () => `${format}: read`,
            (error: unknown) => (error instanceof DOMException ? error.name : String(error)),
          ),
        ),
      )
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
      const signature = await crypto.subtle.sign(algorithm, privateKey, new Uint8Array([1]))
      const { type, extractable, usages } = privateKey
      return { type, extractable, usages, exported, bytes: signature.byteLength }
    })
    expect(found).toEqual({
      type: 'private',
      extractable: false,
      usages: ['sign'],
      exported: Array.from({ length: 4 }, () => 'InvalidAccessError'),
      bytes: 64,
    })
  })

  test('KIOSK-5: revoked on the administrator’s page it is out at once, in words, and stays out', async () => {
    const name = demonstrationKiosks[0]?.name ?? ''
    await signIn(admin, `${desk.url}/administrator`, 'admin')
    await admin.getByRole('tab', { name: /^自助终端/ }).click()
    await admin.getByRole('button', { name: `停用 ${name}` }).click()
    const question = admin.getByRole('dialog', { name: `停用“${name}”？` })
    await look(admin, 'administrator-revoke')
    await question.getByRole('button', { name: '停用' }).click()
    await admin.getByText('已停用').first().waitFor()
    await kiosk.getByRole('heading', { name: '这台终端暂停服务' }).waitFor()
    await kiosk.getByText('管理员已停用这台终端').waitFor()
    await kiosk.getByText('请使用旁边的终端，或找大厅工作人员。').waitFor()
    await look(kiosk, 'kiosk-shut')
    expect(await kiosk.getByRole('button', { name: /不等了|结束/ }).count()).toBe(0)
    await kiosk.reload()
    await kiosk.getByRole('heading', { name: '这台终端暂停服务' }).waitFor()
    // Whoever waited there is not called, and gives the place up like anybody whose page is gone (VISIT-5).
    desk.pass(3 * 60_000)
    const phase = async () =>
      (await desk.db.selectFrom('subject').select('phase').where('kind', '=', 'visit').executeTakeFirst())
        ?.phase
    await expect.poll(phase, patience).toBe('ended')
  })

  test('SCREEN-7: nothing on these screens keeps people out (axe, serious and critical)', () => {
    expect(barriers).toEqual([])
  })
}, 90_000)
