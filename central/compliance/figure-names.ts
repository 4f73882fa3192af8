/** Chinese names of what is counted, for the papers that the service makes; screens have theirs in the locales. */

import { purposeNames } from '#central/purpose-names.ts'
import type { FigureGroup } from '#contract/figures.ts'

export const groupNames: Readonly<Record<FigureGroup, string>> = {
  queries: '查询',
  kinds: '查询对象',
  purposes: '查询原因',
  blocks: '阻断（按规则）',
  releases: '放行',
  rejections: '拒绝',
  incidents: '风险事件',
  'incident-rules': '风险事件（按规则）',
  deductions: '扣分',
  suspensions: '停用',
  training: '培训',
  'item-checks': '逐笔核查',
  disputes: '异议',
  vacancies: '责任岗位空缺',
  users: '用户',
  stops: '停止查询',
  present: '当前',
}

const keyNames: Readonly<Partial<Record<FigureGroup, Readonly<Record<string, string>>>>> = {
  queries: { asked: '发起', allowed: '通过', blocked: '阻断', answered: '返回报告', failed: '征信系统未返回报告' },
  kinds: { personal: '个人', corporate: '企业' },
  releases: { requested: '申请', granted: '准予', refused: '不准予', used: '已使用', expired: '过期未用' },
  rejections: { bureau: '征信系统拒绝', release: '放行不准予', application: '用户申请驳回' },
  incidents: {
    raised: '发生',
    'high-risk': '其中高风险',
    confirmed: '认定违规',
    dismissed: '排除',
    reversed: '申诉后撤销',
    open: '期末未结',
  },
  deductions: { entries: '笔数', points: '扣分', returned: '退回分数' },
  suspensions: { begun: '新停用', ended: '恢复', 'in-force': '期末停用' },
  training: { completed: '完成', overdue: '期末逾期' },
  'item-checks': { accepted: '通过', returned: '退回补正', suspected: '疑似违规', open: '期末待核查' },
  disputes: { received: '受理', answered: '答复', overdue: '期末逾期' },
  stops: { imposed: '生效' },
}

const ruleNames: Readonly<Record<string, string>> = {
  'queries-stopped': '查询已停止',
  'user-not-active': '用户未启用',
  'user-grade-c': 'C 档',
  'training-overdue': '培训逾期',
  'rights-lapsed': '权限到期',
  'purpose-not-granted': '无此查询原因权限',
  'business-unknown': '业务不存在',
  'cross-region': '跨省',
  'business-not-open': '业务不在办理',
  'subject-not-party': '非当事人',
  'exposure-missing': '无存续业务',
  'consent-missing': '无授权',
  'consent-other-subject': '授权属他人',
  'consent-other-business': '授权属他笔业务',
  'consent-purpose-missing': '授权不含该原因',
  'consent-not-yet-signed': '授权未到签署日',
  'consent-expired': '授权过期',
  'consent-revoked': '授权已撤销',
  'consent-scan-reused': '扫描件重复使用',
  'too-many-this-minute': '一分钟过多',
  'too-many-this-hour': '一小时过多',
  'too-many-today': '超过每日上限',
  'far-above-own-mean': '远超本人日均',
  'same-subject-today': '同日重复查询',
  'batch-pattern': '批量特征',
  'non-working-hours': '非工作时间',
  'non-working-day': '非工作日',
  'release-not-valid': '放行无效',
  'subject-kind-not-granted': '主体类别无权限',
  'subject-is-self': '查询本人',
  'subject-is-employee': '查询本行员工',
  'consecutive-ids': '证件号码连续',
  'alphabetical-names': '按姓名排序',
  'bureau-maintenance': '征信中心维护',
}

const monitoringNames: Readonly<Record<string, string>> = {
  M01: '非工作时间查询',
  M02: '非工作日查询',
  M03: '一分钟查询过多',
  M04: '一小时查询过多',
  M05: '单日查询量异常',
  M06: '机构查询额度',
  M07: '睡眠用户重启',
  M08: '停用用户重启',
  M09: '同一主体反复查询',
  M10: '没有业务背景',
  M11: '无存续业务的贷后查询',
  M12: '没有授权',
  M13: '授权时间不符',
  M14: '授权挪用',
  M15: '扫描件重复使用',
  M16: '终端或地址不符',
  M17: '同时登录两台电脑',
  M18: '跨区域查询',
  M19: '无查询岗位',
  M20: '查询本行员工或关系人',
  M21: '批量查询特征',
  M22: '查无此人比例过高',
  M23: '查询原因偏离',
  M24: '低频用户',
  M25: '反复查看或截屏企图',
  M26: '登录失败过多',
  M27: '离职调动前突增',
  M28: '放行关系异常',
  M29: '异议或投诉',
  M30: '对账差异',
  'suspected-leak': '疑似泄露',
  'item-check': '逐笔核查发现',
  complaint: '投诉登记',
  'log-forked': '日志分叉',
}

const roleNames: Readonly<Record<string, string>> = {
  'query-officer': '查询员',
  'institution-administrator': '机构管理员',
  approver: '审批人',
  'head-office-administrator': '总行管理员',
  auditor: '审计员',
  it: '科技人员',
}

const classNames: Readonly<Record<string, string>> = {
  'leading-group-head': '领导小组组长',
  'leading-group-member': '领导小组成员',
  leadership: '领导责任人',
  management: '管理责任人',
  direct: '直接责任人',
  'first-direct': '第一直接责任人',
}

const codeNames: Readonly<Partial<Record<FigureGroup, Readonly<Record<string, string>>>>> = {
  blocks: ruleNames,
  purposes: purposeNames,
  'incident-rules': monitoringNames,
  users: roleNames,
  vacancies: classNames,
}

/** A code without a name of its own stands for itself. */
export function keyName(group: FigureGroup, key: string): string {
  return keyNames[group]?.[key] ?? codeNames[group]?.[key] ?? key
}
