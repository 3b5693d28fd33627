/** Besides the voice in a call: writing seen as it is typed, files, captions, marks on a shown screen. */
export const talk = {
  letters: 'Show letter by letter',
  lettersHint: 'The other side sees what you type at once, before you send it.',
  typing: '{{who}} is typing',
}
