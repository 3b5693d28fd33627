/** A call that goes from browser to browser. */
export const direct = {
  notRecorded: 'This call is not recorded',
  applicantText: 'Your device and the clerk’s talk to each other directly. Everything else goes on as usual.',
  clerkText: 'Both ends talk directly, without a media server, so that nothing can be recorded.',
  leave: 'Make it recordable',
  leaving: 'It changes as soon as a media server is there. The call is not interrupted.',
  media: 'How its calls travel',
  mediaHint: 'Direct calls do without a media server and cannot be recorded',
  media_sfu: 'Over a media server only',
  media_preferSfu: 'Directly only when no media server is available',
  media_direct: 'Directly as a rule',
  hall: 'Hall it stands in',
  hallHint: 'Calls from kiosks of the same hall name go directly',
}
