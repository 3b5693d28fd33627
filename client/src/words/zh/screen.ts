/** Showing one's screen, and seeing the other side's. */
export const screen = {
  show: '共享屏幕',
  hide: '停止共享',
  showing: '对方正在看您的屏幕',
  showingText: '请不要打开与办事无关的内容。按“停止共享”，对方马上就看不到了。',
  clerkScreen: '窗口人员的屏幕',
  applicantScreen: '申请人的屏幕',
  tab: '看屏幕',
  large: '放大看',
  whole: '看完整',
}
