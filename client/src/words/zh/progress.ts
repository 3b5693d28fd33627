export const progress = {
  title: '标题',
}
