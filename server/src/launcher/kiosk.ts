import { homedir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { keepKiosk } from './kiosk/keep.ts'
import { kioskPolicy } from './kiosk/policy.ts'
import { runToEnd } from './stop.ts'

const usage = `npm run kiosk -- ADDRESS [--profile FOLDER] [--policy] [-- CHROMIUM-FLAGS]
  ADDRESS    the kiosk's page, https://window.example.cn/kiosk; the first time with #CODE as the administrator got it
  --profile  where the browser keeps the kiosk's key (~/.local/share/farwindow-kiosk)
  --policy   only print the browser's managed policy, for /etc/chromium/policies/managed/farwindow.json`

await runToEnd(async ({ stop }) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { profile: { type: 'string' }, policy: { type: 'boolean', default: false } },
  })
  const [text = '', ...flags] = positionals
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    console.error(`The address of the kiosk's page is needed.\n${usage}`)
    return 2
  }
  const address = new URL(text)
  if (values.policy) {
    console.log(JSON.stringify(kioskPolicy(address.origin), null, 2))
    return 0
  }
  const profile = values.profile ?? path.join(homedir(), '.local/share/farwindow-kiosk')
  await keepKiosk({ address, profile, flags }, stop)
  return 0
})
