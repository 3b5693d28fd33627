/** Besides the voice in a call: writing seen as it is typed, files, captions, marks on a shown screen. */
export const talk = {
  letters: '逐字显示',
  lettersHint: '打字时，对方马上能看到，不用等发送。',
  typing: '{{who}}正在输入',
}
