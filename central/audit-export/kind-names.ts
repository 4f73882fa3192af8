/** Names of log entry kinds in Chinese; a kind without one stands by its code. */

const names: Readonly<Record<string, string>> = {
  'workstation.requested': '终端申请登记',
  'workstation.approved': '终端登记批准',
  'workstation.revoked': '终端注销',
  'workstation.addresses-changed': '终端地址变更',
  'workstation.enrolment-refused': '终端登记被拒绝',
  'proof.refused': '设备证明被拒绝',
  'address.refused': '地址被拒绝',
  'request.refused': '请求被拒绝',
  'session.opened': '登录',
  'session.refused': '登录被拒绝',
  'session.ended': '会话结束',
  'upload.finished': '上传完成',
  'upload.refused': '上传被拒绝',
  'consent.registered': '授权资料登记',
  'consent.refused': '授权资料被拒绝',
  'query.decided': '查询决定',
  'report.received': '报告返回',
  'report.failed': '报告获取失败',
  'report.opened': '打开报告',
  'report.page-viewed': '查看报告页',
  'report.refused': '打开报告被拒绝',
  'report.closed': '关闭报告',
  'report.extraction-refused': '外传报告被阻止',
  'access.refused': '越权访问被拒绝',
  'operation.signed': '操作签名',
  'operation.refused': '操作签名被拒绝',
  'workstation.assigned': '终端指派用户',
  'workstation.unassigned': '终端取消指派',
  'engagement.granted': '授予审计任务',
  'engagement.ended': '审计任务结束',
  'audit.export-requested': '申请审计导出',
  'audit.export-refused': '审计导出被拒绝',
  'audit.export-cancelled': '取消审计导出',
  'audit.exported': '审计导出',
  'audit.export-fetched': '取走审计导出',
}

export function kindName(kind: string): string {
  return names[kind] ?? kind
}
