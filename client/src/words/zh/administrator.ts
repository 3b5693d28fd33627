export const administrator = {
  title: '标题',
}
