export const clerk = {
  title: '标题',
}
