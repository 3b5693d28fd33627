import type { kiosk as zh } from '../zh/kiosk.ts'

export const kiosk: typeof zh = {
  enrolTitle: 'Set up this terminal',
  enrolLead:
    'An administrator adds the terminal on the “Kiosks” page and gets a one-time code. Type it in here.',
  code: 'Enrolment code',
  codeHint: '8 letters and digits, valid for 15 minutes, for one use.',
  codeShort: 'Please type all 8 signs of the code',
  enrol: 'Set up',
  entering: 'The terminal is starting',
  enteringText: 'Connecting to the service, please wait…',
  enteringSlow: 'Connecting takes longer than usual; trying on. Please check cable and network.',
  shutTitle: 'This terminal is out of service',
  shutText: 'An administrator has taken this terminal out of service',
  shutRemedy: 'Please use another terminal, or ask the staff of the hall.',
  enrolAnew: 'Set up again (administrators)',
  elsewhereTitle: 'The terminal is open in another page',
  elsewhereText: 'One terminal can use one page only',
  takeBack: 'Go on here',
  insecureTitle: 'The terminal cannot start',
  insecureText:
    'The page was not opened over https, so the browser allows neither camera nor keys. Please open the https address.',
}
