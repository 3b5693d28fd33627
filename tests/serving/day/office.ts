import { householdItem } from '@farwindow/shared/catalogue/household/item.ts'
import { challengeText } from '@farwindow/shared/kiosk/kiosk.ts'
import { demonstrationPassword } from '@farwindow/server/demonstration.ts'
import type { NamesOf, Samples } from './sample.ts'
import { everybody, only } from './world.ts'

const everyDay = Array.from({ length: 7 }, () => [{ from: '09:00', to: '17:00' }])
const administrator = { administrator: 'ok' } as const

type Names = Exclude<NamesOf<'people' | 'kiosk' | 'region' | 'catalogue'>, 'people.signOut'>

/** The office is set up: what is public, who works here, which terminals stand where, what is served. */
export const office: Samples<Names> = {
  'people.setUp': {
    input: ({ setUpToken: token }) => ({ token, login: 'root', name: '某', password: 'long enough indeed' }),
    answers: { visitor: 'ok' },
  },
  'people.signIn': {
    input: () => ({ surface: 'supervisor', login: 'shen', password: demonstrationPassword }),
    answers: everybody('ok'),
  },
  'people.me': { input: () => ({}), answers: everybody('ok') },
  'people.list': { input: () => ({}), answers: administrator },
  'people.save': {
    input: () => ({
      base: 0,
      login: 'new',
      name: '新',
      number: '99',
      role: 'clerk',
      jurisdiction: '310117',
      skills: [],
      suspended: false,
      password: 'long enough indeed',
    }),
    answers: administrator,
  },
  'kiosk.add': {
    input: () => ({ name: '3号', hall: '松江', jurisdiction: '310117' }),
    answers: administrator,
    learn: (world, { kioskId }) => void (world.kioskId = kioskId),
  },
  'kiosk.list': { input: () => ({}), answers: administrator },
  'kiosk.issueCode': {
    input: ({ kioskId }) => ({ kioskId }),
    answers: administrator,
    learn: (world, { code }) => void (world.kioskCode = code),
  },
  'kiosk.enrol': {
    input: ({ kioskCode: code, key: { publicKey } }) => ({ code, publicKey }),
    // The code is good once.
    answers: only('visitor', 'ok', 'codeInvalid'),
  },
  'kiosk.challenge': {
    input: ({ kioskId }) => ({ kioskId }),
    answers: everybody('ok'),
    learn: (world, { nonce }) => void (world.nonce = nonce),
  },
  'kiosk.prove': {
    input: async ({ kioskId, nonce, key }) => ({
      kioskId,
      nonce,
      signature: await key.sign(challengeText(kioskId, nonce)),
    }),
    // So is the nonce.
    answers: only('visitor', 'ok', 'codeInvalid'),
  },
  'kiosk.revoke': { input: ({ kioskId }) => ({ kioskId }), answers: administrator },
  'region.list': { input: () => ({}), answers: everybody('ok') },
  'region.overview': { input: () => ({}), answers: administrator },
  'region.saveJurisdiction': {
    input: () => ({ base: 0, jurisdiction: { code: '330521', name: { zh: '德清县', en: 'Deqing County' } } }),
    answers: administrator,
  },
  'region.saveAgreement': {
    input: () => ({
      base: 0,
      agreement: {
        code: 'songjiang-deqing',
        name: { zh: '某协议', en: 'An agreement' },
        level: 'county',
        members: ['310117', '330521'],
        items: ['household-move'],
      },
    }),
    answers: administrator,
  },
  'region.saveWindow': {
    input: () => ({
      base: 0,
      window: {
        id: 'deqing-remote',
        jurisdiction: '330521',
        name: { zh: '某窗口', en: 'A window' },
        hours: everyDay,
        exceptions: {},
        skills: ['household-move'],
      },
    }),
    answers: administrator,
  },
  'catalogue.search': { input: () => ({ text: '户口' }), answers: everybody('ok') },
  'catalogue.item': {
    input: ({ visitId }) => ({ code: 'household-move', to: '330503', visitId }),
    answers: everybody('ok'),
  },
  'catalogue.overview': { input: () => ({}), answers: administrator },
  'catalogue.edit': { input: () => ({ code: 'household-move' }), answers: administrator },
  'catalogue.saveItem': { input: () => ({ base: 1, item: householdItem }), answers: administrator },
  'catalogue.setService': {
    input: () => ({ base: 2, code: 'household-move', inService: false }),
    answers: administrator,
  },
}
