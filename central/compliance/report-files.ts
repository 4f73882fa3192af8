/** A compliance report as PDF and as a workbook, and the list of users that is filed each quarter. */

import { type Content, makePdf, pdfTable } from '#central/documents/pdf-service.ts'
import { makeWorkbook } from '#central/documents/workbook-service.ts'
import type { FiledUser } from '#central/users/user-figure-service.ts'
import type { ComplianceReport } from '#contract/compliance.ts'
import { type FigureGroup, type Figures, figure, figureGroups, figureSum } from '#contract/figures.ts'
import { addDays } from '#contract/rules/period.ts'
import { groupNames, keyName } from './figure-names.ts'

type Line = readonly [group: string, key: string, count: number, before: number]

/** Every figure of this period and the one before, in the order of the groups. */
function linesOf(figures: Figures, previous: Figures): Line[] {
  return figureGroups.flatMap((group) => {
    const keys = new Set([...Object.keys(figures[group] ?? {}), ...Object.keys(previous[group] ?? {})])
    return [...keys].map(
      (key): Line => [
        groupNames[group],
        keyName(group, key),
        figure(figures, group, key),
        figure(previous, group, key),
      ],
    )
  })
}

const comparedColumns = [
  ['通过', 'queries', 'allowed'],
  ['阻断', 'queries', 'blocked'],
  ['事件', 'incidents', 'raised'],
  ['认定', 'incidents', 'confirmed'],
  ['扣分', 'deductions', 'points'],
  ['退回', 'item-checks', 'returned'],
  ['逾期', 'training', 'overdue'],
] as const satisfies readonly (readonly [string, FigureGroup, string])[]

const comparedHead = ['编码', '机构', ...comparedColumns.map(([title]) => title), '空缺']

function comparedRows({ children }: ComplianceReport['content']): (string | number)[][] {
  return children.map(({ code, name, figures }) => [
    code,
    name,
    ...comparedColumns.map(([, group, key]) => figure(figures, group, key)),
    figureSum(figures, 'vacancies'),
  ])
}

function titleOf({ content }: ComplianceReport): string {
  const { institutionName, from, until } = content
  const last = addDays(until, -1)
  return `${institutionName}征信查询合规报告（${from === last ? from : `${from} 至 ${last}`}）`
}

const stateNames = {
  open: '未签署',
  signed: '已签署，待上级复核',
  accepted: '已签署，上级已复核',
  returned: '上级已退回',
}

function signaturesOf({ state, signedBy, signedAt, reviewedBy, reviewedAt, sha256 }: ComplianceReport): string[] {
  return [
    `状态：${stateNames[state]}`,
    ...(signedBy ? [`签署：${signedBy}　${moment(signedAt)}`] : []),
    ...(reviewedBy ? [`复核：${reviewedBy}　${moment(reviewedAt)}`] : []),
    `内容摘要（SHA-256）：${sha256}`,
  ]
}

/** In Asia/Shanghai, to the minute. */
function moment(instant: string | null): string {
  if (instant === null) return ''
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

export function makeReportPdf(report: ComplianceReport, madeAt: Date): Promise<Buffer> {
  const { content } = report
  const lines = linesOf(content.figures, content.previous)
  const blocks: Content[] = [
    ...signaturesOf(report).map((text): Content => ({ text, margin: [0, 2, 0, 2] })),
    { text: '本期数据', bold: true, margin: [0, 10, 0, 2] },
    lines.length === 0
      ? { text: '本期没有数据。' }
      : pdfTable(
          ['项目', '内容', '本期', '上期', '增减'],
          lines.map(([group, key, count, before]) => [
            group,
            key,
            String(count),
            String(before),
            signed(count - before),
          ]),
        ),
    ...(content.children.length === 0
      ? []
      : [
          { text: '下级机构', bold: true, margin: [0, 10, 0, 2] } satisfies Content,
          pdfTable(
            comparedHead,
            comparedRows(content).map((row) => row.map(String)),
          ),
        ]),
  ]
  return makePdf({ title: titleOf(report), content: blocks, foot: content.institutionName, madeAt })
}

export function makeReportWorkbook(report: ComplianceReport): Promise<Buffer> {
  const { content, trend } = report
  return makeWorkbook([
    {
      name: '本期数据',
      head: ['项目', '内容', '本期', '上期', '增减'],
      rows: linesOf(content.figures, content.previous).map(([...line]) => [...line, line[2] - line[3]]),
    },
    { name: '下级机构', head: comparedHead, rows: comparedRows(content) },
    {
      name: '趋势',
      head: ['期间', '查询通过', '查询阻断'],
      rows: trend.map((one) => [one.period, one.allowed, one.blocked]),
    },
    {
      name: '签署',
      head: ['合规报告'],
      rows: [[titleOf(report)], ...signaturesOf(report).map((line) => [line])],
    },
  ])
}

const statusNames = { active: '启用', suspended: '停用', stopped: '终止' }

export function makeFilingList(users: readonly FiledUser[]): Promise<Buffer> {
  return makeWorkbook([
    {
      name: '用户备案',
      head: ['统一认证号', '姓名', '机构编码', '机构', '角色', '查询原因', '开通日期', '权限到期', '状态'],
      rows: users.map((user) => [
        user.employeeId,
        user.name,
        user.institution,
        user.institutionName,
        keyName('users', user.role),
        user.purposes.map((purpose) => keyName('purposes', purpose)).join('、'),
        user.openedOn,
        user.rightsUntil,
        statusNames[user.status],
      ]),
    },
  ])
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference)
}
