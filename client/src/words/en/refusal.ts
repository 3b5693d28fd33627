import type { refusal as zh, refusalMore as zhMore } from '../zh/refusal.ts'

export const refusal: typeof zh = {
  malformed: 'Something is not in the right form. Please check the marked places and submit again.',
  unknown: 'This page is out of date. Please reload it and try again.',
  tooLarge: 'Too large to send. Please shorten the text or take a smaller photo.',
  tooMany: 'Too many tries at once. Please wait a moment and try again.',
  signedOut: 'You have been signed out. Please sign in again.',
  forbidden: 'Your account may not do this. Please ask the administrator.',
  internal: 'Something went wrong on our side. Please try again; if it still fails, ask staff.',
  unavailable: 'The system is busy. Please try again in a moment. What you filled in is kept.',
  repeatedDifferently: 'The same action was sent twice with other content. Please reload and submit again.',
  wrongCredentials: 'Wrong name or password. Please check and enter them again.',
  lockedOut: 'Too many wrong tries; the account is locked for a while. Try later or ask the administrator.',
  codeInvalid: 'The code is wrong, has been used or has expired. Please get a new one.',
  kioskRevoked: 'This terminal is out of service. Please use another one or ask staff.',
  lastAdministrator:
    'This is the last administrator who can sign in. Add another one first, then change this account.',
  notFound: 'Not found. Please check the number and enter it again.',
  conflict: 'Somebody has just changed this. The page is up to date now; please look again before you go on.',
  wrongState: 'This cannot be done now. Please follow what the page says.',
  notYours: 'Another person is working on this. Please go back to the list and choose another.',
  closed: 'The window is closed now. Please come in opening hours or book a call back.',
  notServed: 'This matter is not served between the two places yet. Choose another or go to a local window.',
  fieldUnknown: 'The form has been updated. Please reload the page and go on.',
  fieldInUse: 'The other person is filling this in. Please wait until they have finished.',
  stale: 'This was updated just now. Please check the new content.',
  controlTaken: 'The applicant has taken the form back. Explain first, then ask to fill it in.',
  incomplete: 'Something is still missing. Please complete the marked places.',
  masked: 'The applicant has not released this yet. Please ask for consent first.',
  stepOutOfOrder: 'Please finish the step before this one first.',
  stepsMissing: 'Not all checks are done. Please finish the list before accepting.',
  tooLate: 'The action was not done in time. Please do it again.',
  documentInvalid:
    'The document number is not right. Please compare it with the document and enter it again.',
  fileType: 'This kind of file is not accepted. Please use a photo (JPG, PNG) or a PDF.',
  fileTooLarge: 'The file is too large. Please take the photo again or split it into several files.',
}

export const refusalMore: typeof zhMore = {
  retryAfter: 'Please try again in {{wait}}.',
  reference: 'Reference: {{reference}}',
  nextOpening: 'Next opening: {{when}}',
  activePdf:
    'This PDF contains programs, attachments or automatic actions. Print it to a new PDF, or photograph it.',
}
