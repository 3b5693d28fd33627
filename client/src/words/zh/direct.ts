/** A call that goes from browser to browser. */
export const direct = {
  notRecorded: '本次通话未录音录像',
  applicantText: '您和窗口人员的设备正在直接通话，办事照常进行。',
  clerkText: '两端正在直接通话，不经过媒体服务器，所以不能录音录像。',
  leave: '改为可录制',
  leaving: '媒体服务器一可用就改，通话不会中断。',
}
