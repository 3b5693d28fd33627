import { say } from '../words/bilingual.ts'
import type { Agreement } from './agreement.ts'
import type { Jurisdiction } from './jurisdiction.ts'
import type { ServiceWindow } from './window.ts'

/** Codes of the demonstration items; catalogue/demonstration.ts holds them. */
const itemCodes = ['company-establishment', 'household-move', 'medical-elsewhere']

export const demonstrationJurisdictions: readonly Jurisdiction[] = [
  { code: '310000', name: say('上海市', 'Shanghai') },
  { code: '310117', name: say('松江区', 'Songjiang District') },
  { code: '330000', name: say('浙江省', 'Zhejiang Province') },
  { code: '330500', name: say('湖州市', 'Huzhou') },
  { code: '330503', name: say('南浔区', 'Nanxun District') },
]

export const demonstrationAgreements: readonly Agreement[] = [
  {
    code: 'delta-songjiang-nanxun',
    name: say(
      '长三角“一网通办”远程虚拟窗口通办协议(松江—南浔)',
      'Yangtze delta remote virtual window agreement (Songjiang–Nanxun)',
    ),
    level: 'county',
    members: ['310117', '330503'],
    items: itemCodes,
  },
]

/** Open day and night, so that a demonstration works at any hour; real hours are the administrator's to set. */
const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])

export const demonstrationWindows: readonly ServiceWindow[] = [
  {
    id: 'nanxun-remote',
    jurisdiction: '330503',
    name: say('南浔区政务服务中心远程虚拟窗口', 'Nanxun Government Service Centre, remote window'),
    hours: always,
    exceptions: {},
    skills: itemCodes,
  },
]

/** Terminals of the demonstration; they are enrolled with a one-time code like any other. */
export const demonstrationKiosks: readonly {
  id: string
  jurisdiction: string
  name: string
  hall: string
}[] = [
  { id: 'songjiang-hall-1', jurisdiction: '310117', name: '1号自助终端', hall: '松江区政务服务中心一楼' },
]
