/** The landing page during development and demonstrations: which side of the window to enter. */
export const door = {
  title: '从哪一边进入？',
  lead: '演示环境。打开两个页面，就可以从申请人和窗口人员两边走完一次办理。',
  kiosk: '自助终端',
  kioskText: '申请人在政务大厅的终端前办事',
  phone: '手机',
  phoneText: '申请人用自己的手机办事',
  clerk: '窗口人员',
  clerkText: '接听、核验身份、一起填表、受理',
  supervisor: '值班长',
  supervisorText: '看等候人数和接听情况',
  administrator: '管理员',
  administratorText: '管理事项、窗口、终端和人员',
  reviewer: '审批人员',
  reviewerText: '审核办件、要求补正、办结',
  progress: '办件进度',
  progressText: '凭办件编号和查询码查看进度',
}
