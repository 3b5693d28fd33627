/** Showing one's screen, and seeing the other side's. */
export const screen = {
  show: 'Share screen',
  hide: 'Stop sharing',
  showing: 'The other side sees your screen',
  showingText:
    'Please open nothing that has to do with other matters. Press “Stop sharing” and they see it no more.',
  clerkScreen: 'The clerk’s screen',
  applicantScreen: 'The applicant’s screen',
  tab: 'Screen',
  large: 'Enlarge',
  whole: 'Show whole',
}
