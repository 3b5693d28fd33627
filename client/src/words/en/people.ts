import type { people as zh } from '../zh/people.ts'

export const people: typeof zh = {
  login: 'Account',
  password: 'Password',
  signIn: 'Sign in',
  signOut: 'Sign out',
  loginMissing: 'Please enter your account.',
  passwordMissing: 'Please enter your password.',
  lockedOut: 'Too many wrong tries; the account is locked for a while.',
  lockedFor: 'Try again in {{count}} s, or ask the administrator',
  otherPage: 'This account does not work on this page. Please choose the right page on the start page.',
  replacedTitle: 'Open in another page',
  replacedText:
    'An account works on one page at a time. To go on here, press the button below; the other page stops.',
  takeBack: 'Go on here',
  why_expired: 'You have been signed in for 12 hours. Please sign in again.',
  why_revoked: 'The administrator has ended your session. Please sign in again or ask the administrator.',
}
