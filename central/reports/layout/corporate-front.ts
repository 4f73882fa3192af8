import * as codes from '#central/bureau/corporate-code-tables.ts'
import type { CorporateBasics, CorporateReport } from '#central/bureau/corporate-report.ts'
import type { OutlineItem } from '#contract/report-page.ts'
import { contents, titleBlock, warning } from './front-page.ts'
import { tableHeading } from './headings.ts'
import type { Block } from './page-block.ts'
import { date, grouped, label } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { band, table } from './table.ts'
import { tablePart } from './table-part.ts'

/** Title, request, the numbers the company is known by, warnings and the list of contents. */
export function corporateFront(header: CorporateReport['header'], outline: readonly OutlineItem[]): Block[] {
  const { subject, queriedBy, reason, identifiers, disputes, dollarRateCents, dollarRateOn } = header
  const rate = `${grouped(Math.floor(dollarRateCents / 100))}.${String(dollarRateCents % 100).padStart(2, '0')}`
  return [
    titleBlock('企业信用报告', header),
    band([
      { label: '企业名称', value: subject.name, weight: 2 },
      { label: '查询机构', value: queriedBy.name, weight: 1.6 },
      { label: '查询原因', value: label(codes.corporateQueryReasons, reason), weight: 1.2 },
    ]),
    ...table(
      [{ title: '企业身份标识类型' }, { title: '企业身份标识号码', weight: 1.6 }],
      identifiers.map(({ type, number }) => [label(codes.corporateIdTypes, type), number]),
    ),
    band([
      { label: '100 美元折人民币（元）', value: rate },
      { label: '汇率有效月份', value: date(dollarRateOn) },
      { label: '金额单位', value: '人民币万元' },
    ]),
    ...(disputes > 0 ? [warning(`异议提示：报告中有 ${disputes} 处内容被标注异议，使用时请注意。`)] : []),
    contents(outline),
  ]
}

/** Part one: registration, capital, officers, the company above it, who controls it. */
export function corporateBasicsParts({
  registration,
  capital,
  officers,
  parent,
  controllers,
}: CorporateBasics): Part[] {
  const investors = capital.investors.map(({ kind, name, idType, idNumber, percent }) => [
    label(codes.investorKinds, kind),
    name,
    label(codes.partyIdTypes, idType),
    idNumber,
    `${percent}%`,
  ])
  return [
    { title: '登记信息', blocks: registrationBlocks(registration) },
    {
      title: '注册资本及主要出资人信息',
      blocks: [
        band([
          { label: '注册资本折人民币合计（万元）', value: grouped(capital.registeredWan) },
          { label: '信息更新日期', value: date(capital.updatedOn) },
        ]),
        tableHeading('主要出资人'),
        ...table(
          [
            { title: '出资人类型' },
            { title: '出资人名称', weight: 2.4 },
            { title: '身份标识类型', weight: 1.2 },
            { title: '身份标识号码', weight: 1.8 },
            { title: '出资比例', weight: 0.8 },
          ],
          investors,
        ),
      ],
    },
    tablePart(
      '主要组成人员',
      [{ title: '职位', weight: 1.6 }, { title: '姓名' }, { title: '证件类型' }, { title: '证件号码', weight: 1.6 }],
      officers.map(({ name, idNumber, position }) => [
        label(codes.companyPositions, position),
        name,
        '身份证',
        idNumber,
      ]),
    ),
    tablePart(
      '上级机构',
      [{ title: '名称', weight: 2 }, { title: '统一社会信用代码', weight: 1.4 }, { title: '信息更新日期' }],
      parent === null ? [] : [[parent.name, parent.idNumber, date(parent.updatedOn)]],
    ),
    tablePart(
      '实际控制人',
      [
        { title: '身份类型' },
        { title: '名称', weight: 2 },
        { title: '标识类型', weight: 1.2 },
        { title: '号码', weight: 1.6 },
      ],
      controllers.map(({ kind, name, idType, idNumber }) => [
        label(codes.investorKinds, kind),
        name,
        label(codes.partyIdTypes, idType),
        idNumber,
      ]),
    ),
  ]
}

function registrationBlocks(registration: CorporateBasics['registration']): Block[] {
  return [
    band([
      { label: '经济类型', value: label(codes.economicTypes, registration.economicType), weight: 1.4 },
      { label: '组织机构类型', value: label(codes.organisationKinds, registration.organisation) },
      { label: '企业规模', value: label(codes.companySizes, registration.size) },
      { label: '所属行业', value: registration.industry, weight: 2 },
      { label: '成立年份', value: registration.foundedYear },
      {
        label: '证书有效截止日期',
        value: registration.validUntil === null ? '长期' : date(registration.validUntil),
        weight: 1.2,
      },
      { label: '存续状态', value: label(codes.companyStates, registration.state) },
    ]),
    band([
      { label: '登记地址', value: registration.registeredAddress },
      { label: '办公/经营地址', value: registration.officeAddress },
    ]),
  ]
}
