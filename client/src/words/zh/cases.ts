export const cases = {
  title: '标题',
}
