/** A call that goes from browser to browser. */
export const direct = {
  notRecorded: '本次通话未录音录像',
  applicantText: '您和窗口人员的设备正在直接通话，办事照常进行。',
  clerkText: '两端正在直接通话，不经过媒体服务器，所以不能录音录像。',
  leave: '改为可录制',
  leaving: '媒体服务器一可用就改，通话不会中断。',
  media: '通话方式',
  mediaHint: '直接通话不经过媒体服务器，不能录音录像',
  media_sfu: '只经过媒体服务器',
  media_preferSfu: '媒体服务器不可用时才直接通话',
  media_direct: '一般直接通话',
  hall: '所在大厅',
  hallHint: '与自助终端的大厅名称一致时，同一大厅内直接通话',
}
