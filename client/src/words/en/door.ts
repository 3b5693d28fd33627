import type { door as zh } from '../zh/door.ts'

export const door: typeof zh = {
  title: 'Which side of the window?',
  lead: 'Demonstration. Open two pages to walk one application from both sides.',
  kiosk: 'Kiosk',
  kioskText: 'An applicant at the terminal of a service hall',
  phone: 'Phone',
  phoneText: 'An applicant with their own phone',
  clerk: 'Clerk',
  clerkText: 'Answer, check identity, fill in together, accept',
  supervisor: 'Supervisor',
  supervisorText: 'Who waits and how calls are answered',
  administrator: 'Administrator',
  administratorText: 'Items, windows, kiosks and people',
  reviewer: 'Reviewer',
  reviewerText: 'Review cases, ask for corrections, decide',
  progress: 'Progress of a case',
  progressText: 'Look it up by reference and code',
}
