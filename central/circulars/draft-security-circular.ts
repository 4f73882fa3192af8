/** The first text of a security circular: figures in sentences, and places where a person adds what figures cannot say. */

import type { BlockingRule } from '#contract/decision.ts'
import { type Figures, figure } from '#contract/figures.ts'

/** Chinese names of the rules that block, as the circular calls them; a rule without one keeps its code. */
const ruleNames: Readonly<Partial<Record<BlockingRule, string>>> = {
  'user-not-active': '用户未启用或已停用',
  'user-grade-c': '安全等级为 C 档',
  'rights-lapsed': '权限到期或未年度确认',
  'purpose-not-granted': '没有该查询原因的权限',
  'business-unknown': '业务编号不存在',
  'cross-region': '跨地区查询',
  'business-not-open': '业务不在办理中',
  'subject-not-party': '被查询人不是业务当事人',
  'exposure-missing': '贷后、保后查询没有存续业务',
  'consent-missing': '没有授权资料',
  'consent-other-subject': '授权属于他人',
  'consent-other-business': '授权属于另一笔业务',
  'consent-purpose-missing': '授权未包含该查询原因',
  'consent-not-yet-signed': '先查询后授权',
  'consent-expired': '授权过期',
  'consent-revoked': '授权已撤销',
  'consent-scan-reused': '授权影像重复使用',
  'too-many-this-minute': '一分钟内次数过多',
  'too-many-this-hour': '一小时内次数过多',
  'too-many-today': '超过每日上限',
  'far-above-own-mean': '远高于本人日均',
  'same-subject-today': '当日重复查询同一主体',
  'batch-pattern': '疑似批量查询',
  'non-working-hours': '非工作时间查询',
  'non-working-day': '非工作日查询',
  'business-feed-late': '业务数据未按时报送',
  'release-not-valid': '放行已失效',
}
const mostRules = 8

export interface DraftFacts {
  readonly month: string
  readonly institution: string
  readonly figures: Figures
}

export function securityCircularOf({ month, institution, figures }: DraftFacts) {
  const [year, number] = month.split('-').map(Number)
  const of = (group: Parameters<typeof figure>[1], key: string) => figure(figures, group, key)
  const [asked, blocked] = [of('queries', 'asked'), of('queries', 'blocked')]
  const share = asked === 0 ? 0 : Math.round((blocked / asked) * 1000) / 10
  const body = [
    '# 一、查询与阻断',
    `${year} 年 ${number} 月，全辖共发起查询 ${asked} 笔，返回报告 ${of('queries', 'answered')} 笔，阻断 ${blocked} 笔，占 ${share}%。批准放行 ${of('releases', 'granted')} 笔，不予放行 ${of('releases', 'refused')} 笔。`,
    ...blocksInWords(figures),
    '# 二、风险事件与积分',
    `本月产生风险事件 ${of('incidents', 'raised')} 件，其中高风险 ${of('incidents', 'high-risk')} 件；核实确认 ${of('incidents', 'confirmed')} 件，排除 ${of('incidents', 'dismissed')} 件。扣分 ${of('deductions', 'entries')} 人次、共 ${of('deductions', 'points')} 分；停用用户 ${of('suspensions', 'begun')} 人次。`,
    '# 三、逐笔核查与异议处理',
    `逐笔核查通过 ${of('item-checks', 'accepted')} 笔，退回补正 ${of('item-checks', 'returned')} 笔，疑似违规 ${of('item-checks', 'suspected')} 笔。受理异议 ${of('disputes', 'received')} 件，答复 ${of('disputes', 'answered')} 件，逾期 ${of('disputes', 'overdue')} 件。`,
    '# 四、培训情况',
    `本月完成年度培训 ${of('training', 'completed')} 人，逾期未完成 ${of('training', 'overdue')} 人。`,
    '# 五、存在的问题和典型案例',
    '（请填写，不得出现客户姓名、证件号码和报告内容。）',
    '# 六、工作要求',
    '（请填写对各机构的要求和完成时限。）',
  ].join('\n')
  return { title: `${institution} ${year} 年 ${number} 月征信安全通报`, body }
}

/** The rules that blocked most often, the most frequent first. */
function blocksInWords({ blocks = {} }: Figures): string[] {
  const rules = Object.entries(blocks).toSorted(([, a], [, b]) => b - a)
  if (rules.length === 0) return ['本月没有被阻断的查询。']
  return [
    '阻断原因按次数排列如下：',
    ...rules.slice(0, mostRules).map(([rule, count]) => `- ${nameOf(rule)}：${count} 笔`),
  ]
}

function nameOf(rule: string): string {
  return ruleNames[rule as BlockingRule] ?? rule
}
