import * as codes from '#central/bureau/code-tables.ts'
import type { PersonalBasics } from '#central/bureau/personal-report.ts'
import type { Block } from './page-block.ts'
import { date, label, words } from './printed-values.ts'
import type { Part } from './report-part.ts'
import { band, table } from './table.ts'

/** Part one: identity, marriage, residence, occupation. */
export function basicsParts({ identity, marriage, residences, occupations }: PersonalBasics): Part[] {
  return [
    { title: '身份信息', blocks: identityBlocks(identity) },
    { title: '婚姻信息', blocks: marriageBlocks(marriage) },
    { title: '居住信息', blocks: residences.length === 0 ? [] : residenceTable(residences) },
    { title: '职业信息', blocks: occupations.length === 0 ? [] : occupationTables(occupations) },
  ]
}

function identityBlocks(identity: PersonalBasics['identity']): Block[] {
  return [
    band([
      { label: '性别', value: label(codes.sexes, identity.sex) },
      { label: '出生日期', value: date(identity.birthDate) },
      { label: '学历', value: label(codes.educations, identity.education) },
      { label: '学位', value: label(codes.degrees, identity.degree) },
      { label: '就业状况', value: label(codes.employments, identity.employment) },
      { label: '国籍', value: identity.nationality },
      { label: '电子邮箱', value: words(identity.email), weight: 1.8 },
    ]),
    band([
      { label: '通讯地址', value: identity.postalAddress },
      { label: '户籍地址', value: identity.householdAddress },
    ]),
    ...table(
      [{ title: '编号', weight: 0.3 }, { title: '手机号码' }, { title: '信息更新日期' }],
      identity.mobiles.map(({ number, updatedOn }, index) => [String(index + 1), number, date(updatedOn)]),
    ),
  ]
}

function marriageBlocks({ state, spouse }: PersonalBasics['marriage']): Block[] {
  return [
    band([
      { label: '婚姻状况', value: label(codes.maritalStates, state) },
      { label: '配偶姓名', value: words(spouse?.name ?? null) },
      { label: '证件类型', value: label(codes.idTypes, spouse?.document.type ?? null) },
      { label: '证件号码', value: words(spouse?.document.number ?? null), weight: 1.6 },
      { label: '工作单位', value: words(spouse?.employer ?? null), weight: 2.4 },
      { label: '联系电话', value: words(spouse?.phone ?? null), weight: 1.2 },
    ]),
  ]
}

function residenceTable(residences: PersonalBasics['residences']): Block[] {
  return table(
    [
      { title: '编号', weight: 0.4 },
      { title: '居住地址', weight: 4.5, align: 'start' },
      { title: '住宅电话', weight: 1.4 },
      { title: '居住状况' },
      { title: '信息更新日期', weight: 1.1 },
    ],
    residences.map(({ address, phone, kind, updatedOn }, index) => [
      String(index + 1),
      address,
      words(phone),
      label(codes.residenceKinds, kind),
      date(updatedOn),
    ]),
  )
}

/** Too many columns for one table: the employer first, then what the subject does there. */
function occupationTables(occupations: PersonalBasics['occupations']): Block[] {
  const employers = table(
    [
      { title: '编号', weight: 0.4 },
      { title: '工作单位', weight: 2.6, align: 'start' },
      { title: '单位性质', weight: 1.2 },
      { title: '单位地址', weight: 2.6, align: 'start' },
      { title: '单位电话', weight: 1.3 },
    ],
    occupations.map(({ employer, employerKind, employerAddress, employerPhone }, index) => [
      String(index + 1),
      words(employer),
      label(codes.employerKinds, employerKind),
      words(employerAddress),
      words(employerPhone),
    ]),
  )
  const work = table(
    [
      { title: '编号', weight: 0.4 },
      { title: '就业状况' },
      { title: '职业', weight: 1.8 },
      { title: '行业', weight: 1.8 },
      { title: '职务' },
      { title: '职称', weight: 0.7 },
      { title: '进入本单位年份' },
      { title: '信息更新日期' },
    ],
    occupations.map((occupation, index) => [
      String(index + 1),
      label(codes.employments, occupation.employment),
      words(occupation.profession),
      words(occupation.industry),
      label(codes.positions, occupation.position),
      label(codes.professionalTitles, occupation.title),
      words(occupation.since),
      date(occupation.updatedOn),
    ]),
  )
  return [...employers, ...work]
}
